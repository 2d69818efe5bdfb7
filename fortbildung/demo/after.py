"""What comes before and after a seminar: what people need, what they are written, how it was."""

from datetime import timedelta
from random import Random

from courses.kinds import DeliveryMode, QuestionKind
from courses.models import Course, Evaluation, Message, MessageTemplate
from courses.services.evaluations import asked_in, give_feedback
from courses.services.messages import draft, save_template, send, send_due
from courses.services.needs import say_needs
from courses.services.seminars import hold
from courses.states import Audience, EnrolmentState
from fortbildung.demo import past
from fortbildung.demo.bookings import book
from organisations.models import CentralOffice, User

OFFICE = "zentralstelle@example.org"
ANSWERS, FEW = 10, 3
NEEDS = [
    {"diet": "vegetarian", "lodging": "nights"},
    {"diet": "vegan", "intolerances": "Erdnüsse"},
    {"accessibility": "Ich nutze einen Rollstuhl und brauche einen stufenlosen Zugang."},
    {"diet": "halal", "lodging": "evening", "lodging_note": "Anreise gegen 21 Uhr"},
    {"intolerances": "Laktose", "lodging": "nights"},
    {"diet": "vegetarian", "accessibility": "Schriftdolmetschung oder Untertitel"},
]
PRAISE = [
    "Die Fallarbeit in kleinen Gruppen.",
    "Endlich einmal genug Zeit für Rückfragen.",
    "Sehr klare Unterlagen, die ich gleich am nächsten Tag gebraucht habe.",
    "Der Austausch mit Beratungsstellen aus anderen Ländern.",
]
WISHES = [
    "Die Mittagspause war zu kurz.",
    "Bitte die Folien schon vorher verschicken.",
    "Mehr Beispiele aus der Beratung von Familien.",
]
TRAVEL = """bald beginnt „{kurs}“ ({nummer}).

{termine}

Der Ort: {ort}

Bitte bringen Sie einen Fall aus Ihrer Beratung mit. Fragen beantworten wir gern: {email}"""
WAITING = """Sie stehen auf der Warteliste für „{kurs}“ ({beginn}, {ort}). Wenn Sie nicht mehr
möchten, geben Sie Ihren Platz bitte frei:
{anmeldung}"""
TEMPLATES = [
    ("Anreise", "Anreise: {kurs}", TRAVEL),
    ("Erinnerung an die Warteliste", "Warteliste: {kurs}", WAITING),
]


def care(staff, *, now):
    """One seminar held lately has ten answers and is closed, one asks still; one to come has
    needs, and a message was sent."""
    office_worker = User.objects.get(email=OFFICE)
    office = CentralOffice.objects.staffed_by(office_worker).get()
    for name, subject, body in TEMPLATES:
        template = MessageTemplate(central_office=office, name=name, subject=subject, body=body)
        save_template(template=template, by=office_worker)
    closed, still_open = lately(office, staff, now)
    say_how_it_was(closed, ANSWERS)
    Evaluation.objects.filter(seminar=closed).update(closed=True)
    say_how_it_was(still_open, FEW)
    seminar = coming(office, now)
    need(seminar, now=now)
    write(seminar, office_worker, now=now)
    # The demo's mailbox stays empty: nobody is reminded of what the story has told.
    Evaluation.objects.update(reminded_on=now.date())


def lately(office, staff, now):
    """Two seminars of the last weeks, whose attendance nobody has recorded yet."""
    chance = Random(9)  # noqa: S311 – the same people in every demo
    short = Course.objects.filter(
        prerequisites=None, teaching_units__lte=24, delivery_mode=DeliveryMode.PRESENCE
    )
    for place, course in enumerate(short.order_by("-code")[:2]):
        number, ago = past.SEMINARS + place, timedelta(days=14 - 6 * place)
        seminar = past.plan(course, office, number, chance, now - ago)
        people = [staff[0], *chance.sample(staff[1:], 3 * seminar.capacity)]
        for hours, person in enumerate(people):
            if seminar.enrolments.count() < ANSWERS + 2:
                book(seminar, person, seminar.opens_at + timedelta(hours=hours + 1))
        hold(seminar=seminar, now=seminar.ends_at + timedelta(hours=1))
        yield seminar


def say_how_it_was(seminar, count):
    """So many answer on the day after."""
    chance = Random(5)  # noqa: S311 – the same answers in every demo
    questions = seminar.evaluation.questionnaire.questions.all()
    people = asked_in(seminar).order_by("-pk")[:count]
    for number, enrolment in enumerate(people):
        answers = {question.pk: answer(question, number, chance) for question in questions}
        moment = seminar.ends_at + timedelta(days=1)
        give_feedback(enrolment=enrolment, answers=answers, now=moment)


def answer(question, number, chance):
    if question.kind == QuestionKind.SCALE:
        return chance.choice([3, 4, 4, 5, 5, 5])
    if question.kind == QuestionKind.CHOICE:
        return chance.choice([0, 1, 1, 1])
    texts = PRAISE if "gefallen" in question.text else WISHES
    return texts[number] if number < len(texts) else ""


def coming(office, now):
    """The office's next seminar in a house, with the most people."""
    rows = office.seminars.exclude(place="online").filter(opens_at__lt=now, closes_at__gt=now)
    seminar = max(rows.with_seats().order_by("pk"), key=lambda each: each.taken)
    seminar.catering = seminar.lodging = True
    seminar.save(update_fields=["catering", "lodging"])
    return seminar


def need(seminar, *, now):
    people = seminar.enrolments.filter(state=EnrolmentState.CONFIRMED).select_related(
        "person", "organisation", "seminar__course", "seminar__central_office"
    )
    for enrolment, facts in zip(people.order_by("pk"), NEEDS, strict=False):
        say_needs(enrolment=enrolment, facts=facts, by=enrolment.person, now=now)


def write(seminar, by, *, now):
    text = {"subject": "Literatur zur Vorbereitung", "body": "zur Vorbereitung auf „{kurs}“ lesen"}
    text["body"] += " Sie bitte das Skript, das Sie im Portal finden.\n\nBis bald in {ort}!"
    message = Message(seminar=seminar, audiences=[Audience.PARTICIPANTS], **text)
    send(message=draft(message=message, by=by, now=now), by=by, now=now)
    send_due(now=now)
