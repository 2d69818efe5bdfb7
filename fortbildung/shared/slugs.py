"""Short addresses made from German names."""

from itertools import chain, count

from django.utils.text import slugify

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(name):
    """“Paritätischer” becomes “paritaetischer”."""
    return slugify(name.lower().translate(UMLAUTS)) or "n"


def not_taken(wish, taken, *, longest):
    """`wish`, with a number at its end where it is taken already."""
    numbered = (f"{wish[: longest - len(str(n))]}{n}" for n in count(2))
    return next(name for name in chain([wish[:longest]], numbered) if name not in taken)
