// Once there is a connection again: the page that was asked for, and with it what waits to be sent.
addEventListener("online", () => location.reload());
