"""How an office looks: its accent colour and its logo."""

from hashlib import sha256

from django.db import transaction

from fortbildung.shared.errors import refuse
from organisations.models import CentralOffice, OfficeLogo
from organisations.rules import reasons_against_accents

SHOWN = 12  # of a digest, enough for an address
STYLES = """:root {{
  --kern-color-action-default: {day};
  --kern-color-action-state-indicator-shade-hover: color-mix(in srgb, {day}, #000 12%);
  --kern-color-action-state-indicator-shade-active: color-mix(in srgb, {day}, #000 24%);
}}
@media (prefers-color-scheme: dark) {{
  :root {{
    --kern-color-action-default: {night};
    --kern-color-action-state-indicator-shade-hover: color-mix(in srgb, {night}, #fff 12%);
    --kern-color-action-state-indicator-shade-active: color-mix(in srgb, {night}, #fff 24%);
  }}
}}
"""


@transaction.atomic
def set_look(
    *,
    office: CentralOffice,
    accent: str,
    accent_at_night: str = "",
    logo: bytes | None = None,
) -> CentralOffice:
    """Give the office these colours, and this logo (a PNG): None keeps it, b"" removes it.

    Raises Refused for a colour that cannot be read.
    """
    refuse(reasons_against_accents(accent=accent, accent_at_night=accent_at_night))
    office.accent, office.accent_at_night = accent, accent_at_night
    if logo is not None:
        _keep(office, logo)
    office.full_clean()
    office.save(update_fields=["accent", "accent_at_night", "logo"])
    return office


def _keep(office, logo):
    office.logo = digest_of(logo) if logo else ""
    OfficeLogo.objects.filter(office=office).delete()
    if logo:
        OfficeLogo.objects.create(office=office, png=logo)


def styles_of(office: CentralOffice) -> str:
    """The office's colours as a style sheet; empty where it has none of its own."""
    if not office.accent:
        return ""
    return STYLES.format(day=office.accent, night=office.accent_shown_at_night)


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:SHOWN]
