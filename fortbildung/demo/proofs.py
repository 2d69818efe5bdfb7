"""A sample of what funders might require in MBE and JMD; marked as such wherever it is shown.

Nobody decided these rules: each office replaces them with what its funding asks for.
"""

from datetime import date, timedelta

from django.utils import timezone

from certificates.models import CourseEffect, Exemption, KindRule, Pause, Requirement
from certificates.services import earning, requirements
from courses.models import Course, Qualification
from organisations.models import Employment, Programme, User
from organisations.states import EmploymentFunction

NO_END = {"validity": "none"}
KINDS = {
    "MBE-START": ("Einstieg in die MBE", NO_END, ["FB-001"], []),
    "JMD-START": ("Einstieg in den JMD", NO_END, ["FB-002"], []),
    "RECHT": (
        "Aufenthaltsrecht auf neuem Stand",
        {
            "validity": "completion",
            "months": 36,
            "grace_months": 6,
            "renewal": "units",
            "units": 8,
            "span_months": 24,
        },
        ["FB-006", "FB-010"],
        ["FB-007", "FB-008", "FB-009", "FB-011", "FB-012", "FB-013", "FB-014", "FB-017"],
    ),
    "DATENSCHUTZ": (
        "Datenschutz in der Beratung",
        {"validity": "year_end", "years": 2, "window_months": 12, "grace_months": 3},
        ["FB-045"],
        ["FB-044", "FB-040"],
    ),
    "SCHUTZ": (
        "Gewaltschutz und Deeskalation",
        {"validity": "completion", "months": 48, "window_months": 12, "grace_months": 6},
        ["FB-049", "FB-051"],
        ["FB-051"],
    ),
    "GESPRAECH": ("Gesprächsführung", NO_END, ["FB-034", "FB-035"], []),
}
# Title, kind, programme, months, from which share of a position on.
REQUIREMENTS = [
    ("Muster MBE: Einstieg", "MBE-START", "MBE", 12, None),
    ("Muster MBE: Aufenthaltsrecht", "RECHT", "MBE", 18, None),
    ("Muster MBE: Gesprächsführung", "GESPRAECH", "MBE", 36, "0.50"),
    ("Muster JMD: Einstieg", "JMD-START", "JMD", 12, None),
    ("Muster JMD: Gewaltschutz", "SCHUTZ", "JMD", 24, None),
    ("Muster: Datenschutz", "DATENSCHUTZ", None, 12, None),
]


def require(*, now):
    """The sample set, what has been earned by it, and somebody away, somebody exempt."""
    office = User.objects.get(email="zentralstelle@example.org")
    kinds = {code: define(code, *facts, now=now) for code, facts in KINDS.items()}
    for title, code, programme, within, share in REQUIREMENTS:
        requirement = Requirement(
            title=title,
            qualification=kinds[code],
            programme=programme and Programme.objects.get(code=programme),
            function=EmploymentFunction.COUNSELLOR,
            least_share=share,
            within_months=within,
            valid_from=date(timezone.localdate(now).year - 3, 1, 1),
            sample=True,
        )
        requirement.full_clean(exclude=["decided_at"])
        requirements.require(requirement=requirement, by=office, now=now)
    earning.keep_up(now=now)
    let_rest(now=now)


def define(code, name, rule, granting, renewing, *, now):
    kind = Qualification.objects.create(code=code, name=name)
    KindRule.objects.create(qualification=kind, changed_at=now, **rule)
    done = set()
    for does, codes in (("grants", granting), ("renews", renewing)):
        for course in Course.objects.filter(code__in=codes).exclude(pk__in=done):
            CourseEffect.objects.create(course=course, qualification=kind, does=does)
            done.add(course.pk)
    return kind


def let_rest(*, now):
    """Of the team of the demo's manager one is on leave, one is exempt."""
    manager, today = User.objects.get(email="leitung@example.org"), timezone.localdate(now)
    team = Employment.objects.managed_by(manager).current(today).exclude(user=manager)
    first, *others = team.select_related("user").order_by("pk")[1:4]
    leave = Pause(
        person=first.user, kind="parental_leave", starts=today - timedelta(days=40), ends=None
    )
    requirements.pause(pause=leave, by=manager, now=now)
    for job in others[:1]:
        freed = Exemption(
            person=job.user,
            requirement=Requirement.objects.get(title="Muster: Datenschutz"),
            reason="Ist Datenschutzbeauftragte:r des Trägers.",
            starts=today,
            ends=today + timedelta(days=365),
        )
        requirements.exempt(exemption=freed, by=manager, now=now)
