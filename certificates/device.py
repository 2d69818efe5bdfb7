"""The key of the seal in a device or token (PKCS#11), which signs and never hands it out."""

from functools import cache

from django.conf import settings
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from certificates.seal import for_pyhanko


@cache
def signer_of(keys):
    """Seals with the key of the settings; the certificate lies with the other keys of the seal."""
    device = settings.SEAL_DEVICE
    session = open_pkcs11_session(
        device["module"],
        token_criteria=TokenCriteria(label=device["token"]),
        user_pin=device["pin"],
    )
    return PKCS11Signer(
        session,
        key_label=device["key"],
        signing_cert=for_pyhanko(keys.certificate),
        ca_chain=[for_pyhanko(keys.root)],
    )
