"""The Länder as a picture to choose from; the outlines are in static/img/laender.svg."""

LEVELS = 4  # shades
# Those inside others come last, so that they lie on top.
ON_TOP = ("BE", "HB", "HH")


def lands_on_the_map(lands, counts, *, asked):
    """Each Land with the number of courses it has, its shade and the address that chooses it.

    The one chosen leads back to all.
    """
    most, chosen = max(counts.values(), default=0), asked.get("land")
    ordered = sorted(lands, key=lambda land: land[0] in ON_TOP)
    return [
        {
            "short": short,
            "name": name,
            "count": counts[short],
            "level": -(-LEVELS * counts[short] // most) if most else 0,
            "chosen": short == chosen,
            "address": _choosing("" if short == chosen else short, asked),
        }
        for short, name in ordered
    ]


def _choosing(short, asked):
    query = asked.copy()
    for name in ("page", "land"):
        query.pop(name, None)
    if short:
        query["land"] = short
    return f"?{query.urlencode()}"
