"""Who in the conference is who in the seminar: by mail, by name, and how sure that is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from courses.services.conference.reading import Guest

ALIKE = 0.82
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Letters of DIN 91379 that do not fall apart into a letter and a mark.
WHOLE = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | {"ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ƶ": "z", "ə": "e"}
)
TITLES = {"dr", "prof", "herr", "frau", "med", "phil", "dipl"}


class Certainty(TextChoices):
    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    UNKNOWN = "unknown", _("unknown")


@dataclass(frozen=True)
class Match:
    guest: Guest
    certainty: Certainty
    seat: Enrolment | None = None


def match(guests: Sequence[Guest], seats: Sequence[Enrolment]) -> list[Match]:
    """Each guest with the participant they are, as far as that can be told."""
    return [_match(guest, seats) for guest in guests]


def _match(guest, seats):
    by_mail = [seat for seat in seats if guest.mail and seat.person.email == guest.mail]
    if by_mail:
        return Match(guest, Certainty.CERTAIN, by_mail[0])
    same = [seat for seat in seats if foldings(str(seat.person)) & foldings(guest.name)]
    if len(same) == 1:
        return Match(guest, Certainty.CERTAIN, same[0])
    likely = same or [seat for seat in seats if _is_like(guest, seat.person)]
    if len(likely) == 1:
        return Match(guest, Certainty.LIKELY, likely[0])
    return Match(guest, Certainty.UNKNOWN)


def _is_like(guest, person):
    """The name with something more, an initial, a slip of the pen, or the name as mail address."""
    wanted, found = words(str(person)), words(guest.name)
    last, first = words(person.last_name), words(person.first_name)
    if wanted <= found or _with_initial(found, last, first) or _with_initial(found, first, last):
        return True
    if guest.mail and words(guest.mail.partition("@")[0]) == wanted:
        return True
    one, other = (" ".join(sorted(each)) for each in (wanted, found))
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def _with_initial(found, whole, other):
    """One name whole, of the other the first letter: “K. Muster”, “Kim M.”."""
    letters = {word for word in found if len(word) == 1}
    return bool(whole) and whole <= found and any(word[0] in letters for word in other)


def foldings(name: str) -> set[tuple[str, ...]]:
    """The name without marks and order, both ways Germans spell umlauts without dots."""
    composed = unicodedata.normalize("NFC", name).casefold()
    spelled = {composed, composed.translate(GERMAN)}
    return {tuple(sorted(found)) for each in spelled if (found := words(each))}


def words(name: str) -> set[str]:
    """The words of a name in plain letters, without titles and what stands in brackets."""
    name = re.sub(r"[(\[].*?[)\]]", " ", name)
    apart = unicodedata.normalize("NFD", name.casefold().translate(WHOLE))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return {word for word in re.split(r"[^a-z0-9Ͱ-ӿ]+", plain) if word and word not in TITLES}
