"""What is asked after a seminar unless the office asks otherwise, and why one cannot answer."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kinds import QuestionKind
from courses.states import GIVES_FEEDBACK

# In German, as everything an office writes: kind, text, options, whether it must be answered.
STANDARD = [
    (QuestionKind.SCALE, "Insgesamt bin ich mit der Veranstaltung zufrieden.", [], True),
    (QuestionKind.SCALE, "Die Inhalte nützen mir in meiner Arbeit.", [], True),
    (QuestionKind.SCALE, "Die Referierenden haben verständlich vermittelt.", [], True),
    (QuestionKind.SCALE, "Für Fragen und Austausch war genug Zeit.", [], True),
    (QuestionKind.SCALE, "Organisation und Informationen vorab waren gut.", [], True),
    (
        QuestionKind.CHOICE,
        "Wie war der Umfang der Veranstaltung?",
        ["zu kurz", "genau richtig", "zu lang"],
        True,
    ),
    (QuestionKind.TEXT, "Was hat Ihnen besonders gefallen?", [], False),
    (QuestionKind.TEXT, "Was sollten wir besser machen?", [], False),
]
SCALE = [1, 2, 3, 4, 5]


def reasons_not_to_give_feedback(*, enrolment, evaluation, given, now):
    """`evaluation` is that of the seminar, or None; `given` whether this person has answered."""
    if given:
        yield _("You have answered already. Thank you!")
    elif evaluation is None:
        yield _("The questions are asked once the seminar is over.")
    elif not evaluation.is_open(timezone.localdate(now)):
        yield _("The questionnaire is closed.")
    elif enrolment.state not in GIVES_FEEDBACK:
        yield _("Only who took part is asked.")


def reasons_against_questions(*, questions):
    """What does not make a questionnaire."""
    if not questions:
        yield _("Ask at least one question.")
    for number, question in enumerate(questions, start=1):
        if question.kind == QuestionKind.CHOICE and len(question.options) < 2:  # noqa: PLR2004
            yield _("Question %(number)s: a choice needs two options at least.") % {
                "number": number
            }


def reasons_against_answers(*, questions, answers):
    """`answers` by the key of the question; what is missing or cannot be."""
    for question in questions:
        value = answers.get(question.pk)
        if value in (None, ""):
            if question.required:
                yield _("“%(question)s” is not answered yet.") % {"question": question.text}
        elif not _is_possible(question, value):
            yield _("“%(question)s” has no such answer.") % {"question": question.text}


def _is_possible(question, value):
    if question.kind == QuestionKind.SCALE:
        return value in SCALE
    if question.kind == QuestionKind.CHOICE:
        return value in range(len(question.options))
    return isinstance(value, str)
