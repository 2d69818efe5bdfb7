"""Kinds and states of the organisation side, all on one screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    ASSOCIATION = "association", _("association")
    REGIONAL_ASSOCIATION = "regional_association", _("regional association")
    PROVIDER = "provider", _("provider")
    SITE = "site", _("site")


# Which kind may stand directly below which; None is the root of the forest.
MAY_STAND_BELOW = {
    OrganisationKind.ASSOCIATION: {None},
    OrganisationKind.REGIONAL_ASSOCIATION: {OrganisationKind.ASSOCIATION},
    OrganisationKind.PROVIDER: {
        OrganisationKind.ASSOCIATION,
        OrganisationKind.REGIONAL_ASSOCIATION,
    },
    OrganisationKind.SITE: {OrganisationKind.PROVIDER},
}
HAS_AN_ADDRESS = [OrganisationKind.PROVIDER, OrganisationKind.SITE]


class DataProtectionRegime(TextChoices):
    GDPR_BDSG = "GDPR_BDSG", _("GDPR and BDSG")
    KDG = "KDG", _("KDG (Catholic Church)")
    DSG_EKD = "DSG_EKD", _("DSG-EKD (Protestant Church)")


class SheetTemplate(TextChoices):
    """What a funder wants to see on the list that participants sign."""

    MINIMAL = "minimal", _("minimal: name, site and signature")
    STRICT = "strict", _("strict: also function, Land, E/H and the signature of the lead")


class EmploymentFunction(TextChoices):
    COUNSELLOR = "counsellor", _("counsellor")
    MANAGER = "manager", _("manager")
    ADMINISTRATION = "administration", _("administration")
    OTHER = "other", _("other function")


class EmploymentState(TextChoices):
    REQUESTED = "requested", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")


class InvitationState(TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RowOutcome(TextChoices):
    """What a line of a staff list leads to."""

    WRONG = "wrong", _("to be corrected")
    INVITED = "invited", _("will be invited")
    CONFIRMED = "confirmed", _("request will be confirmed")
    ADDED = "added", _("further employment")
    MOVED = "moved", _("moves")
    CHANGED = "changed", _("will be changed")
    INVITED_ALREADY = "invited_already", _("invited already")
    UNCHANGED = "unchanged", _("in the team already")


class RoleKind(TextChoices):
    MANAGER = "manager", _("manager")
    OFFICE_STAFF = "office_staff", _("central office staff")
    COORDINATION = "coordination", _("national coordination")
    TRAINER = "trainer", _("trainer")
    AUDITOR = "auditor", _("auditor")


class TokenScope(TextChoices):
    READ = "read", _("read")
    WRITE = "write", _("read and write")


class SignOnProtocol(TextChoices):
    OIDC = "oidc", "OpenID Connect"
    SAML = "saml", "SAML 2.0"
