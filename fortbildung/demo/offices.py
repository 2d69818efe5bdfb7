"""How the demo's offices give seats: fees for cancelling late, a selection, days of release."""

from datetime import timedelta

from courses.kinds import Allocation, ApprovalStage
from courses.models import CancellationPolicy, CancellationTier, Contingent, Seminar
from courses.services.approvals import approve, may_decide
from courses.services.fees import save_policy
from courses.services.priorities import set_priority
from courses.states import PUBLIC, Priority
from fortbildung.demo import pictures
from organisations.colours import BY_DAY, nearest_readable
from organisations.models import CentralOffice, User
from organisations.services.approvers import approvers_of
from organisations.services.looks import set_look

OFFICE = "zentralstelle@example.org"
ACCENTS = ["#b3261e", "#9c4221", "#7a5c00", "#2e7d32", "#00695c", "#01579b", "#5e35b1", "#ad1457"]
TIERS = [(28, 0, 25), (14, 0, 50), (3, 15, 100)]  # days before, euros, percent


def write_policy():
    """The demo's own office asks for something when a seat is given up late."""
    staff = User.objects.get(email=OFFICE)
    office = CentralOffice.objects.staffed_by(staff).get()
    policy = CancellationPolicy(central_office=office, name="Übliche Staffel", self_until_days=3)
    tiers = [
        CancellationTier(days_before=days, amount=amount, percent=percent)
        for days, amount, percent in TIERS
    ]
    save_policy(policy=policy, tiers=tiers, by=staff)
    own = Seminar.objects.filter(central_office=office, state__in=PUBLIC, fee__gt=0)
    own.update(cancellation_policy=policy)


def dress():
    """Each office has a colour and a logo of its own; both are made up."""
    for number, office in enumerate(CentralOffice.objects.order_by("pk")):
        accent = nearest_readable(ACCENTS[number % len(ACCENTS)], BY_DAY)
        logo = pictures.logo(office.short_name, accent, number)
        set_look(office=office, accent=accent, logo=logo)


def set_rules(*, now):
    """Days of release; the last seminar of the demo's own office collects applications by now."""
    release(now)
    own = Seminar.objects.organised_by(User.objects.get(email=OFFICE)).filter(state__in=PUBLIC)
    by_selection = own.order_by("-closes_at", "-pk")[:1]
    Seminar.objects.filter(pk__in=[seminar.pk for seminar in by_selection]).update(
        allocation=Allocation.SELECTION, opens_at=now - timedelta(weeks=3)
    )


def release(now):
    """Guarantees stand until three weeks before the start, but for a few days at least."""
    contingents = Contingent.objects.select_related("seminar")
    dated = Seminar.objects.with_dates().in_bulk()
    for contingent in contingents:
        start = dated[contingent.seminar_id].starts_at
        contingent.release_at = max(start - timedelta(weeks=3), now + timedelta(days=3))
    Contingent.objects.bulk_update(contingents, ["release_at"])


def agree(enrolment, *, now):
    """Whoever is asked approves: the employer, or the demo's own office where there is nobody."""
    if step := enrolment.approval_steps.pending().first():
        deciders = approvers_of(enrolment.organisation, applicant=enrolment.person, on=now.date())
        if step.stage == ApprovalStage.OFFICE:
            deciders = [User.objects.get(email=OFFICE)]
        if may_decide(deciders[0], step, now=now):
            approve(step=step, by=deciders[0], now=now)


def prefer(seminar, *, now):
    """The office sets the second in the queue before the first."""
    waiting = seminar.enrolments.waiting_in_order()[1:2]
    staff = User.objects.get(email=OFFICE)
    reason = "Einzige Beratungskraft am Standort"
    for enrolment in waiting:
        set_priority(enrolment=enrolment, priority=Priority.FIRST, by=staff, reason=reason, now=now)
