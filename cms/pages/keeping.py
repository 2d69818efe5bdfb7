"""Parts of public pages that are the same for everybody, kept until something has happened."""

from fortbildung.shared.trips import run

# Whoever gets or leaves a seat, and whoever changes a seminar or a page, leaves a row in one of
# these. What leaves none, like a course's new title, is seen when the time of the part is over.
NEWEST = """
    SELECT (SELECT max(id) FROM courses_enrolmentevent),
        (SELECT max(id) FROM courses_seatevent),
        (SELECT max(id) FROM wagtailcore_pagelogentry)
"""


def news():
    """Another text whenever something has happened that a public page may tell of."""
    (latest,) = run(NEWEST)
    return "-".join(str(key or 0) for key in latest)
