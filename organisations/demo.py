"""Log-ins of the demo, shown on the log-in page while `settings.DEMO` is true."""

from django.utils.translation import gettext_lazy as _

DEMO_LOGINS = [
    (_("Counsellor"), "beratung@example.org"),
    (_("Manager at a provider"), "leitung@example.org"),
    (_("Central office"), "zentralstelle@example.org"),
    (_("National coordination"), "koordination@example.org"),
    (_("Speaker"), "referent@example.org"),
]
DEMO_PASSWORD = "demo-fortbildung"  # noqa: S105 – no secret: the page shows it
