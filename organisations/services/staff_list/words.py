"""What a line leads to, told in a few words."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.models import Employment, Invitation
from organisations.services.staff_list.reading import Line
from organisations.states import EmploymentFunction

FACTS = ("organisation", "programme", "function", "fte_share", "starts")


def changes(known: Employment | Invitation, facts: dict) -> list[str]:
    """Each fact that will differ: “Share: 1,00 → 0,50”."""
    titles = {
        "organisation": _("Site"),
        "programme": _("Programme"),
        "function": _("Function"),
        "fte_share": _("Share"),
        "starts": _("From"),
    }
    before = {name: getattr(known, name) for name in FACTS}
    return [
        f"{titles[name]}: {_shown(name, before[name])} → {_shown(name, facts[name])}"
        for name in FACTS
        if before[name] != facts[name]
    ]


def _shown(name, value):
    if name == "function":
        return str(EmploymentFunction(value).label)
    if name == "fte_share":
        return f"{value:.2f}".replace(".", ",")
    return in_figures(value) if isinstance(value, date) else str(value)


def in_words(facts: dict) -> str:
    """All facts of an employment in one line."""
    words = _("%(place)s (%(programme)s), %(function)s, share %(share)s, from %(day)s")
    return words % {
        "place": facts["organisation"],
        "programme": facts["programme"],
        "function": _shown("function", facts["function"]),
        "share": _shown("fte_share", facts["fte_share"]),
        "day": in_figures(facts["starts"]),
    }


def name_differs(line: Line, job: Employment) -> Iterator[str]:
    """That the list calls the person otherwise, if it does."""
    if line.name.casefold() == job.user.get_full_name().casefold():
        return
    told = _("In the team this person is called %(name)s; people change their names themselves.")
    yield told % {"name": job.user}


def where(job: Employment) -> str:
    return f"{job.organisation} ({job.programme})"


def since(job: Employment) -> str:
    until = in_figures(job.ends) if job.ends else ""
    return f"{where(job)}, {in_figures(job.starts)} – {until}".rstrip()


def in_figures(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
