"""Kill worker, database and broker under load; afterwards nothing may be lost or doubled."""
