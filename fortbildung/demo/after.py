"""What comes before and after a seminar: what people need, what they are written, how it was."""

from datetime import timedelta
from random import Random

from courses.models import Evaluation, Message, MessageTemplate
from courses.services.evaluations import asked_in, give_feedback
from courses.services.messages import draft, save_template, send, send_due
from courses.services.needs import say_needs
from courses.states import Audience, EnrolmentState, QuestionKind
from organisations.models import CentralOffice, User

OFFICE = "zentralstelle@example.org"
ANSWERS = 10
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
TEMPLATES = [
    (
        "Anreise",
        "Anreise: {kurs}",
        "bald beginnt „{kurs}“ ({nummer}).\n\n{termine}\n\nDer Ort: {ort}\n\n"
        "Bitte bringen Sie einen Fall aus Ihrer Beratung mit. Fragen beantworten wir gern: {email}",
    ),
    (
        "Erinnerung an die Warteliste",
        "Warteliste: {kurs}",
        "Sie stehen auf der Warteliste für „{kurs}“ ({beginn}, {ort}). Wenn Sie nicht mehr "
        "möchten, geben Sie Ihren Platz bitte frei:\n{anmeldung}",
    ),
]


def care(*, now):
    """One past seminar has ten answers; one to come has needs, and a message was sent."""
    office_worker = User.objects.get(email=OFFICE)
    office = CentralOffice.objects.staffed_by(office_worker).get()
    for name, subject, body in TEMPLATES:
        template = MessageTemplate(central_office=office, name=name, subject=subject, body=body)
        save_template(template=template, by=office_worker)
    say_how_it_was(office)
    seminar = coming(office, now)
    need(seminar, now=now)
    write(seminar, office_worker, now=now)
    # The demo's mailbox stays empty: nobody is reminded of what the story has told.
    Evaluation.objects.update(reminded_on=now.date())


def say_how_it_was(office):
    """The latest seminar of the office that ten people came to and that may be shown."""
    chance = Random(5)  # noqa: S311 – the same answers in every demo
    rows = Evaluation.objects.filter(seminar__central_office=office)
    for evaluation in rows.select_related("seminar").order_by("-closes_on", "-pk")[1:]:
        people = list(asked_in(evaluation.seminar).order_by("pk")[:ANSWERS])
        if len(people) == ANSWERS:
            break
    end = evaluation.seminar.sessions.latest("ends_at").ends_at
    the_day_after = end + timedelta(days=1)
    for number, enrolment in enumerate(people):
        answers = {
            q.pk: answer(q, number, chance) for q in evaluation.questionnaire.questions.all()
        }
        give_feedback(enrolment=enrolment, answers=answers, now=the_day_after)
    Evaluation.objects.filter(pk=evaluation.pk).update(closed=True)


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
