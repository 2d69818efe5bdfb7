"""What an office writes to people of its seminar, in the style of all other letters."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.mails.letters import about, context_of, enrolments_in_full
from courses.models import Enrolment, Message, MessageRecipient
from courses.rules import filled, placeholders_in
from courses.states import ENDED
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail


def key_of_message(message_pk: int, enrolment_pk: int) -> str:
    """The mail of one message to one person; the log finds it by this."""
    return f"message-{message_pk}-{enrolment_pk}"


def tell_message(
    message: Message, recipients: Iterable[MessageRecipient], *, now: datetime
) -> None:
    """Owe each of `recipients` the message, once."""
    mail.post_all(
        [
            Mail(
                key=key_of_message(message.pk, recipient.enrolment_id),
                to=recipient.enrolment.person.email,
                renderer="courses.mails.messages.render_message",
                arguments={"message": message.pk, "enrolment": recipient.enrolment_id},
                about=about(message.seminar_id),
            )
            for recipient in recipients
        ],
        now=now,
    )


def render_message(*, message: int, enrolment: int) -> Letter | None:
    """Nobody who has left meanwhile is written to."""
    message = Message.objects.prefetch_related("attachments").get(pk=message)
    enrolment = enrolments_in_full().exclude(state__in=ENDED).filter(pk=enrolment).first()
    return enrolment and letter_of(message, enrolment)


def letter_of(message: Message, enrolment: Enrolment) -> Letter:
    """The letter as this person gets it."""
    facts = facts_for(enrolment)
    texts = {
        "subject": filled(message.subject, facts),
        "body": filled(message.body, facts).strip(),
    }
    files = [
        {"name": file.name, "mimetype": file.mimetype, "stored": file.file.name}
        for file in message.attachments.all()
    ]
    return mail.letter("courses/message", context_of(enrolment) | texts, files)


def facts_for(enrolment: Enrolment) -> dict[str, str]:
    """The value of every placeholder for this person; empty where there is none."""
    seminar = enrolment.seminar
    sessions = sorted(seminar.sessions.all(), key=lambda session: session.starts_at)
    office = seminar.central_office
    page = reverse("courses:enrolment", args=[enrolment.pk])
    return {
        "name": str(enrolment.person),
        "kurs": seminar.course.title,
        "nummer": seminar.number,
        "termine": "\n".join(f"– {_span(session)}" for session in sessions),
        "beginn": _moment(sessions[0].starts_at) if sessions else "",
        "ort": seminar.place,
        "online_link": seminar.online_link,
        "zentralstelle": office.name,
        "email": office.email,
        "anmeldeschluss": _moment(seminar.closes_at),
        "frist": _moment(enrolment.held_until) if enrolment.held_until else "",
        "anmeldung": f"{settings.SITE_URL}{page}",
    }


def missing_facts(message: Message, enrolments: Iterable[Enrolment]) -> list[str]:
    """The placeholders of the message that are empty for one of `enrolments`."""
    used = placeholders_in(f"{message.subject}\n{message.body}")
    everybody = [facts_for(enrolment) for enrolment in enrolments] if used else []
    return [name for name in used if any(not facts[name] for facts in everybody)]


def _moment(moment):
    return date_format(timezone.localtime(moment), "l, j. F Y, H:i")


def _span(session):
    return f"{_moment(session.starts_at)}–{timezone.localtime(session.ends_at):%H:%M}"
