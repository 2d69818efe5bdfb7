"""What is there before the story begins, and what others do in it; run inside its stack."""

from django.utils import timezone

from cms import access, site
from courses.kinds import QuestionKind
from courses.models import Seminar
from courses.services.enrolments import enrol
from courses.services.evaluations import give_feedback
from organisations.services.accounts import trust_address
from tests import factories

PASSWORD = "sehr-geheim-2026"  # everybody's
SPEAKER = "referat@example.org"
OFFICE, MANAGER, COORDINATION = "stelle@example.org", "leitung@example.org", "bund@example.org"
ADA, BEN, CEM = "ada@example.org", "ben@example.org", "cem@example.org"
OTHERS = 5
ANSWERS = {QuestionKind.SCALE: 4, QuestionKind.CHOICE: 1, QuestionKind.TEXT: ""}


def prepare():
    """A site with its manager and one counsellor, an office, the coordination, a course's page.

    The page is a draft: its office must submit it.
    """
    place = factories.site()
    let_in(
        factories.counsellor(place, email=BEN, first_name="Ben", last_name="Brückner"),
        factories.manager(place.get_parent(), email=MANAGER, last_name="Lenz"),
        factories.office_staff(email=OFFICE, last_name="Stein"),
        factories.coordinator(email=COORDINATION, last_name="Bund"),
        factories.PersonFactory(email=SPEAKER, last_name="Nowak"),
    )
    site.create_site()
    course = factories.CourseFactory(code="FB-006", title="Aufenthaltsrecht I")
    site.ensure_course_page(course, factories.office(), live=False, intro="Titel und Zwecke.")
    access.admit_all()


def only_ada():
    """The site and one counsellor."""
    let_in(factories.counsellor(email=ADA, first_name="Ada", last_name="Łukasik"))
    site.create_site()


def let_in(*people):
    for person in people:
        person.set_password(PASSWORD)
        person.save()
        trust_address(user=person)


def others_come(number):
    """All seats but one are taken, and somebody speaks."""
    seminar, now = Seminar.objects.get(number=number), timezone.now()
    names = [{"email": CEM, "first_name": "Cem", "last_name": "Can"}] + [{}] * (OTHERS - 1)
    for name in names:
        person = factories.counsellor(factories.site(), **name)
        enrol(person=person, seminar=seminar, employment=person.job, now=now)
    factories.teaches(factories.User.objects.get(email=SPEAKER), seminar)


def others_answer(number):
    """All but one of the others say how it was; who answers in the browser is the fifth."""
    seminar, now = Seminar.objects.get(number=number), timezone.now()
    questions = seminar.evaluation.questionnaire.questions.all()
    answers = {question.pk: ANSWERS[question.kind] for question in questions}
    for enrolment in seminar.enrolments.taking_part().exclude(person__email__in=[BEN, CEM]):
        give_feedback(enrolment=enrolment, answers=answers, now=now)
