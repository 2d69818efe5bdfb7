"""What participants need: said by them, read by those who organise, erased soon after."""

from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from courses.kinds import Diet, Lodging
from courses.models import Enrolment, ParticipantNeeds, Seminar
from courses.rules import needs_asked_in, reasons_not_to_say_needs
from courses.services.hats import Hat, hat_of
from courses.states import ENDED, TAKES_PART, EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User

KEPT = timedelta(weeks=4)  # after the end of the seminar
NOTHING = {"diet": Diet.ANY, "lodging": Lodging.NONE}


@transacted
def say_needs(*, enrolment: Enrolment, facts: dict, by: User, now: datetime) -> None:
    """Keep what the seminar asks of `facts`; nothing special leaves no row.

    A manager may say it once, as long as nobody has: what is there is not theirs to read.
    """
    seminar = enrolment.seminar
    hat = hat_of(by, seminar=seminar, person=enrolment.person, place=enrolment.organisation)
    by_office = hat == Hat.OFFICE
    refuse(reasons_not_to_say_needs(enrolment=enrolment, now=now, by_office=by_office))
    if hat == Hat.MANAGER and ParticipantNeeds.objects.filter(enrolment=enrolment).exists():
        raise Refused(_("This has been said already. The person changes it on their own page."))
    kept = {name: facts[name] for name in needs_asked_in(seminar) if name in facts}
    if _is_special(kept):
        ParticipantNeeds.objects.update_or_create(enrolment=enrolment, defaults=kept)
    else:
        ParticipantNeeds.objects.filter(enrolment=enrolment).delete()


def bring_needs(*, enrolment: Enrolment, facts: dict, by: User, now: datetime) -> None:
    """Keep what was said while booking; nothing special leaves no row and asks for none."""
    if _is_special(facts):
        say_needs(enrolment=enrolment, facts=facts, by=by, now=now)


def carry_needs(*, old: Enrolment, new: Enrolment) -> None:
    """Once a rebooked person's `new` seat is certain: what they said for `old` goes with them.

    Only as far as the new date has use for it; what was said for `new` itself stays. Another
    office reads what it is told, not what this one was. Whoever replaces somebody says their own.
    """
    said = ParticipantNeeds.objects.filter(enrolment=old).first()
    if said is None or ParticipantNeeds.objects.filter(enrolment=new).exists():
        return
    if old.seminar.central_office_id != new.seminar.central_office_id:
        return
    kept = {name: getattr(said, name) for name in needs_asked_in(new.seminar)}
    if _is_special(kept):
        ParticipantNeeds.objects.create(enrolment=new, **kept)
    said.delete()


def _is_special(facts):
    return any(value and value != NOTHING.get(name) for name, value in facts.items())


def needs_of(enrolment: Enrolment, *, user: User) -> ParticipantNeeds | None:
    """What this person may read of it."""
    return ParticipantNeeds.objects.visible_to(user).filter(enrolment=enrolment).first()


def somebody_said_needs(enrolment: Enrolment) -> bool:
    return ParticipantNeeds.objects.filter(enrolment=enrolment).exists()


def accessibility_told_to(user: User, seminar: Seminar) -> QuerySet:
    """Who takes part and needs what, for whoever teaches the seminar; nothing else."""
    taught = Seminar.objects.taught_by(user).filter(pk=seminar.pk)
    rows = ParticipantNeeds.objects.filter(
        enrolment__seminar__in=taught, enrolment__state__in=TAKES_PART
    ).exclude(accessibility="")
    people = ("enrolment__person__first_name", "enrolment__person__last_name")
    return rows.order_by(*reversed(people), "pk").values_list(*people, "accessibility")


def erase_old_needs(*, now: datetime) -> int:
    """Erase what nobody needs any more; how many. Safe to run at any time.

    Whose seminar was called off may be invited back; till its dates are over theirs are kept.
    """
    seminars = Seminar.objects.annotate(end=Max("sessions__ends_at"))
    over = seminars.filter(end__lte=now - KEPT)
    left = [state for state in ENDED if state != EnrolmentState.CALLED_OFF]
    gone = Q(enrolment__seminar__in=over.values("pk")) | Q(enrolment__state__in=left)
    erased, _by_model = ParticipantNeeds.objects.filter(gone).delete()
    return erased
