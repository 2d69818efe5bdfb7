from organisations.models.barriers import BarrierReport
from organisations.models.deputies import Deputy
from organisations.models.erasure import ErasureRequest
from organisations.models.invitations import Invitation
from organisations.models.offices import CentralOffice, OfficeLogo
from organisations.models.people import Employment, Role, User
from organisations.models.sign_ons import MailDomain, SignOn
from organisations.models.tokens import ApiToken
from organisations.models.tree import Organisation, Programme, State

__all__ = [
    "ApiToken",
    "BarrierReport",
    "CentralOffice",
    "Deputy",
    "Employment",
    "ErasureRequest",
    "Invitation",
    "MailDomain",
    "OfficeLogo",
    "Organisation",
    "Programme",
    "Role",
    "SignOn",
    "State",
    "User",
]
