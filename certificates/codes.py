"""Verification codes: twelve characters nobody guesses and everybody can type."""

import re
import secrets

# Without 0 and O, 1 and I, which look alike on paper. 32 characters: 60 bits in twelve.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12


def new_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed):
    """The code in what somebody typed, however they wrote it; None when it cannot be one."""
    letters = re.sub(r"[\W_]", "", typed).upper()
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None


def grouped(code):
    """The code as it is printed: K7QX-M2RP-9TLA."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
