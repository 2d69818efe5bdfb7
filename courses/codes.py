"""Codes for checking in: signed, short enough to be typed, the same on every keyboard layout.

A person's code names their enrolment. A session's code changes every few seconds, so that a
photograph of it is of no use to somebody who is not there.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Without 0 and O, 1, I and L, which look alike, and without Y and Z: scanners that type like a
# keyboard confuse them where their layout is not the computer's.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWX"
PERSONAL, OF_SESSION = 10, 8  # letters


def personal_code(enrolment):
    """What a person shows at the door: 1234-K7QXM-2RP9T."""
    letters = _letters("personal", enrolment, PERSONAL)
    return f"{enrolment}-{letters[:5]}-{letters[5:]}"


def read_personal_code(typed):
    """The key of the enrolment; None for what is no code of ours."""
    plain = _plain(typed)
    number, letters = plain[:-PERSONAL], plain[-PERSONAL:]
    if not number.isdecimal() or len(number) > settings.CHECK_IN_LONGEST_KEY:
        return None
    genuine = constant_time_compare(letters, _letters("personal", int(number), PERSONAL))
    return int(number) if genuine else None


def session_code(session, *, now):
    """The code shown for a session at the moment."""
    return _letters("session", f"{session}:{_slot(now)}", OF_SESSION)


def is_session_code(typed, session, *, now):
    """Whether somebody has just read the code of this session."""
    latest, plain = _slot(now), _plain(typed)
    valid = range(latest, latest - settings.CHECK_IN_CODES_VALID, -1)
    return any(
        constant_time_compare(plain, _letters("session", f"{session}:{slot}", OF_SESSION))
        for slot in valid
    )


def seconds_left(*, now):
    """How long the present code is shown."""
    every = settings.CHECK_IN_CODE_SECONDS
    return every - int(now.timestamp()) % every


def _slot(now):
    return int(now.timestamp()) // settings.CHECK_IN_CODE_SECONDS


def _letters(purpose, subject, count):
    digest = salted_hmac(f"check-in {purpose}", str(subject), algorithm="sha256").hexdigest()
    rest, letters = int(digest, 16), []
    for _n in range(count):
        rest, place = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def _plain(typed):
    return re.sub(r"[^0-9A-Za-z]", "", typed).upper()
