"""What a seminar has reason to ask about people's needs, and until when they say so."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.kinds import DeliveryMode
from courses.states import ENDED


def needs_asked_in(seminar):
    """The fields of `ParticipantNeeds` this seminar has use for.

    An online seminar, too, may need subtitles; only who learns alone is asked nothing.
    """
    asked = []
    if seminar.catering:
        asked += ["diet", "intolerances"]
    if seminar.course.delivery_mode != DeliveryMode.SELF_PACED:
        asked.append("accessibility")
    if seminar.lodging:
        asked += ["lodging", "lodging_note"]
    return asked


def reasons_not_to_say_needs(*, enrolment, now, by_office=False):
    """Why needs cannot be said or changed."""
    seminar = enrolment.seminar
    if enrolment.state in ENDED:
        yield _("This enrolment has ended already.")
    if enrolment.person_id is None:
        yield _("Name somebody for the place first.")
    if not needs_asked_in(seminar):
        yield _("This seminar has no use for such facts.")
    if now >= seminar.closes_at and not by_office:
        yield _(
            "Enrolment closed on %(day)s, and kitchen and house know what they need. Please write "
            "to the central office: %(email)s."
        ) % {
            "day": date_format(timezone.localtime(seminar.closes_at), "DATE_FORMAT"),
            "email": seminar.central_office.email,
        }
