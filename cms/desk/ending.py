"""Calling a seminar off, and planning it anew."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desk.acting import Act, ReasonForm
from cms.desk.rights import OwnSeminar
from courses.rules import reasons_not_to_call_off, reasons_not_to_reopen
from courses.services import calling_off
from courses.states import EnrolmentState


class CallOff(OwnSeminar, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Call off the seminar")
    label = gettext_lazy("Call off the seminar now")
    grave = True

    def get_form_kwargs(self):
        text = _("Everybody enrolled reads it in the e-mail.")
        return super().get_form_kwargs() | {"label": _("Reason"), "help_text": text}

    @cached_property
    def concerned(self):
        return self.enrolments.live().count()

    def obstacles(self):
        return reasons_not_to_call_off(seminar=self.seminar, now=timezone.now())

    def about(self):
        yield _(
            "Every enrolment ends, whether with a seat or waiting. No cancellation fee is due. "
            "You can plan the seminar anew later; publishing it then invites everybody back."
        )
        yield _(
            "Rooms and speakers are free again. The e-mail offers other dates of the course that "
            "can be booked."
        )

    @property
    def consequence(self):
        text = ngettext(
            "One enrolment ends; the person is told by e-mail.",
            "%(count)s enrolments end; everybody is told by e-mail.",
            self.concerned,
        )
        if not self.concerned:
            return _("Nobody is enrolled; nobody needs to be told.")
        return text % {"count": self.concerned}

    def act(self, facts, *, now):
        people = self.concerned
        calling_off.call_off(
            seminar=self.seminar, by=self.request.user, reason=facts["reason"], now=now
        )
        return people

    def success(self, outcome):
        text = ngettext(
            "The seminar is called off. One person is told by e-mail.",
            "The seminar is called off. %(count)s persons are told by e-mail.",
            outcome,
        )
        return text % {"count": outcome}


class Reopen(OwnSeminar, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Plan the seminar anew")
    label = gettext_lazy("Plan the seminar anew")
    consequence = gettext_lazy("Nobody is told yet; only publishing invites everybody back.")

    def get_form_kwargs(self):
        text = _("It stands in the history of the seats.")
        kwargs = {"label": _("Reason"), "help_text": text, "required": False}
        return super().get_form_kwargs() | kwargs

    def obstacles(self):
        return reasons_not_to_reopen(seminar=self.seminar)

    def about(self):
        gone = self.enrolments.of_people().filter(state=EnrolmentState.CALLED_OFF).count()
        yield _("The seminar becomes “planned”: check dates, booking window and seats first.")
        text = ngettext(
            "When you publish it, the person enrolled before is back in the queue and is offered "
            "a seat, which must be accepted.",
            "When you publish it, the %(count)s persons enrolled before are back in the queue in "
            "their order and are offered seats, which must be accepted.",
            gone,
        )
        if gone:
            yield text % {"count": gone}

    def act(self, facts, *, now):
        return calling_off.reopen(
            seminar=self.seminar, by=self.request.user, reason=facts["reason"], now=now
        )

    def success(self, outcome):
        return _("“%(seminar)s” is planned anew. Publish it when everything is right.") % {
            "seminar": outcome
        }
