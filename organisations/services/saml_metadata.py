"""What an association's SAML metadata says about its log-in."""

from django.utils.translation import gettext as _
from lxml.etree import LxmlError
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

from fortbildung.shared.errors import Refused


def read_metadata(*, text: str) -> dict[str, str]:
    """Issuer, address and certificate of the log-in; Refused where one of them is missing."""
    try:
        told = OneLogin_Saml2_IdPMetadataParser.parse(text.encode()).get("idp", {})
    except (LxmlError, OneLogin_Saml2_Error, ValueError) as error:
        raise Refused(_("This is no SAML metadata in XML.")) from error
    if "x509certMulti" in told:
        raise Refused(
            _("The metadata names several certificates. Leave only the one used for signing now.")
        )
    facts = {
        "issuer": told.get("entityId"),
        "log_in_url": told.get("singleSignOnService", {}).get("url"),
        "certificate": told.get("x509cert"),
    }
    if not all(facts.values()):
        raise Refused(
            _(
                "The metadata must name the issuer, a log-in with the binding HTTP-Redirect and "
                "one certificate for signing."
            )
        )
    return facts
