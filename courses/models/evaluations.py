from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import QuestionKind
from courses.models.courses import Course
from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar


class Questionnaire(models.Model):
    """What participants of a course are asked, in one version; answers stay with theirs."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="questionnaires")
    version = models.PositiveSmallIntegerField(_("version"))

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.UniqueConstraint(
                name="questionnaire_once_per_course_and_version", fields=["course", "version"]
            ),
        ]

    def __str__(self):
        return f"{self.course.code} v{self.version}"


class Question(models.Model):
    """One question; never changed once somebody could answer it: a change is a new version."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind.choices)
    text = models.CharField(_("question or statement"), max_length=300)
    options = models.JSONField(default=list, blank=True)  # texts of a choice
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                name="question_once_per_position", fields=["questionnaire", "position"]
            ),
            models.CheckConstraint(
                name="question_kind_is_known", condition=Q(kind__in=QuestionKind.values)
            ),
            models.CheckConstraint(
                name="question_has_options_where_it_is_a_choice",
                condition=Q(kind=QuestionKind.CHOICE) ^ Q(options=[]),
            ),
        ]

    def __str__(self):
        return self.text


class EvaluationQuerySet(models.QuerySet):
    def open_on(self, day):
        """Who took part may answer on that day."""
        return self.filter(closed=False, opened_on__lte=day, closes_on__gte=day)

    def over_on(self, day):
        """Nobody answers any more: what was said may be looked at."""
        return self.filter(Q(closed=True) | Q(closes_on__lt=day))


class Evaluation(models.Model):
    """The questions of one seminar, open for a while after it was held."""

    seminar = models.OneToOneField(Seminar, models.PROTECT, related_name="evaluation")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="evaluations")
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed = models.BooleanField(default=False)  # by the office, before its time
    reminded_on = models.DateField(null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                name="evaluation_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self):
        return f"evaluation of seminar {self.seminar_id}"

    def is_open(self, day):
        return not self.closed and self.opened_on <= day <= self.closes_on


class FeedbackGiven(models.Model):
    """That somebody has answered, and on which day. What they answered is nowhere beside it."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="given")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="feedback")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="feedback_once_per_enrolment", fields=["evaluation", "enrolment"]
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id} on {self.on}"


class Answer(models.Model):
    """One answer to one question, by nobody and at no time.

    Answers of one person are not tied together either. All of an evaluation are written anew, in
    random order, whenever one comes in: neither key nor place on the disk tells who came when.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    # The point of a scale, or which of the options, counted from 0.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                name="answer_is_a_number_or_a_text",
                condition=Q(number__isnull=False) ^ ~Q(text=""),
            ),
        ]

    def __str__(self):
        return f"answer to question {self.question_id}"
