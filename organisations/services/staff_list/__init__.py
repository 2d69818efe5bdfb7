"""The list of a manager's staff: read, planned row by row, looked at, and then saved as a whole."""
