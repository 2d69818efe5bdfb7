"""Reports as somebody asks for them."""

from organisations.models import Role
from organisations.states import RoleKind
from reports.questions.catalogue import answer_for
from tests.factories import NOON, PersonFactory, provider, site

WHOLE = "participations", "persons", "units", "no_shows"


def auditor():
    person = PersonFactory()
    Role.objects.create(user=person, kind=RoleKind.AUDITOR)
    return person


def manager_of_all():
    """Answers for everybody below the association, so that nothing is too small to be shown."""
    person = PersonFactory()
    for place in {each.get_root() for each in (provider(), *_associations())}:
        Role.objects.create(user=person, kind=RoleKind.MANAGER, organisation=place)
    return person


def _associations():
    return type(provider()).objects.associations()


def asked(by="provider", *, reader=None, name="participation", now=NOON, **parameters):
    parameters = {"year": "2026", "by": by} | parameters
    return answer_for(reader or manager_of_all(), name, parameters, now)


def figures(answer, names=WHOLE):
    """The rows as plain tuples, what they are called first; the total last."""
    rows = [answer.by_name(row.cells) for row in answer.parts]
    total = answer.by_name(answer.total)
    called = answer.columns[0].name
    return [
        *((row[called], *(row[name] for name in names)) for row in rows),
        ("total", *(total[name] for name in names)),
    ]


def place(name, in_land="BE"):
    return site(f"Stelle {name}", below=provider(name, in_land=in_land), in_land=in_land)
