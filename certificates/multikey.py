"""Public keys as the web of badges writes them."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"


def base58(content):
    """Bitcoin's writing of bytes, with the letter z in front that names it."""
    number, text = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        text = _DIGITS[digit] + text
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + _DIGITS[0] * zeros + text


def from_base58(text):
    """The bytes; ValueError where it is no such text."""
    if not text.startswith("z"):
        raise ValueError(text[:10])
    digits = text[1:]
    number = 0
    for digit in digits:
        number = number * 58 + _DIGITS.index(digit)
    zeros = len(digits) - len(digits.lstrip(_DIGITS[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def of(key):
    """An Ed25519 key as Multikey."""
    return base58(_ED25519 + key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def key_of(multikey):
    return Ed25519PublicKey.from_public_bytes(from_base58(multikey)[len(_ED25519) :])


def jwk_of(key):
    """An RSA key as JWK."""
    numbers = key.public_numbers()
    return {"kty": "RSA", "alg": "RS256", "n": _number(numbers.n), "e": _number(numbers.e)}


def base64url(content):
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _number(value):
    return base64url(value.to_bytes((value.bit_length() + 7) // 8))
