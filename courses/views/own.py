"""Where somebody stands: all their enrolments, and each with what can be done about it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from courses import codes
from courses.forms.own import CancelForm, LeaveForm
from courses.kinds import ApprovalStage
from courses.models import CancellationFee, Consent, SelectionResult
from courses.rules import (
    fee_for_leaving,
    last_end,
    needs_asked_in,
    reasons_not_to_accept,
    reasons_not_to_book,
    reasons_not_to_cancel,
    terms_of_cancelling,
)
from courses.services.enrolments import cancel
from courses.services.evaluations import feedback_wanted
from courses.services.explain import what_next, why
from courses.services.interest import own_interests
from courses.services.materials import materials_for
from courses.services.next_step import next_step
from courses.services.offers import accept, decline
from courses.services.overview import overview
from courses.services.prospects import who_approves
from courses.services.ways_on import exchange_of, ways_on
from courses.states import LIVE, PUBLIC, TAKES_PART, EnrolmentState, StepState
from courses.views.sides import Act, OfTeam, OneEnrolment
from fortbildung.shared.errors import Refused
from fortbildung.shared.qr import data_uri


class Mine(LoginRequiredMixin, TemplateView):
    """Where a person stands: what comes next, what they wait for, what was."""

    template_name = "courses/mine.html"

    def get_context_data(self, **kwargs):
        now, person = timezone.now(), self.request.user
        found, wanted = overview(person=person, now=now), list(feedback_wanted(person, now=now))
        return super().get_context_data(
            overview=found,
            step=next_step(overview=found, wanted=wanted, now=now),
            interests=own_interests(person),
            feedback_wanted=wanted,
            **kwargs,
        )


class Show(OneEnrolment, TemplateView):
    """One enrolment: the state, why, what happens next, and what happened so far."""

    template_name = "courses/enrolment.html"

    def get_context_data(self, **kwargs):
        now, enrolment = timezone.now(), self.enrolment
        steps = list(enrolment.approval_steps.order_by("asked_at", "pk"))
        return super().get_context_data(
            why=why(enrolment, now=now),
            what_next="" if self.of_team else what_next(enrolment, now=now),
            may=ways_on(enrolment, now=now),
            exchange=exchange_of(enrolment),
            steps=steps,
            materials=() if self.of_team else materials_for(enrolment),
            approver=self.approver(steps, now),
            fee=CancellationFee.objects.filter(enrolment=enrolment).first(),
            feedback_wanted=self.feedback_wanted(now),
            consents=self.consents(),
            asks_for_needs=self.asks_for_needs(),
            result=SelectionResult.objects.filter(enrolment=enrolment).first(),
            door_code=None if self.of_team else door_code(enrolment, now),
            **kwargs,
        )

    def asks_for_needs(self):
        """Whether there is something to say, or to read what was said."""
        seminar, live = self.enrolment.seminar, self.enrolment.state in LIVE
        return live and seminar.state in PUBLIC and bool(needs_asked_in(seminar))

    def consents(self):
        """What was agreed to or told with the booking, for the own person only."""
        seen = Consent.objects.visible_to(self.request.user).filter(enrolment=self.enrolment)
        return seen.filter(enrolment__person=self.request.user.pk).in_full()

    def feedback_wanted(self, now):
        """This enrolment, if its own person is asked how it was."""
        if self.of_team:
            return []
        return feedback_wanted(self.request.user, now=now).filter(pk=self.enrolment.pk)

    def approver(self, steps, now):
        """Who is to decide at the employer, where that is still open."""
        stages = {step.stage for step in steps if step.state == StepState.PENDING}
        if ApprovalStage.MANAGER in stages:
            return who_approves(self.enrolment.person, self.enrolment.organisation, now=now)
        return ""


def door_code(enrolment, now):
    """What the person shows at the door, while there is still a session to come to."""
    over = last_end(enrolment.seminar) or now
    if enrolment.state not in TAKES_PART or over + settings.CHECK_IN_AFTER <= now:
        return None
    code = codes.personal_code(enrolment.pk)
    return {"code": code, "image": data_uri(code)}


class StaffShow(OfTeam, Show):
    pass


class Cancel(OneEnrolment, Act, FormView):
    """What giving up the seat or the place in the queue means, and the button to do it."""

    template_name = "courses/cancel.html"
    form_class = CancelForm
    done = gettext_lazy("The enrolment is cancelled.")

    @cached_property
    def fee(self):
        return fee_for_leaving(self.enrolment, now=timezone.now())

    def get_initial(self):
        return {"fee": self.fee.amount}

    def get_context_data(self, **kwargs):
        now, enrolment = timezone.now(), self.enrolment
        seminar = enrolment.seminar
        return super().get_context_data(
            reasons=list(reasons_not_to_cancel(enrolment=enrolment, now=now)),
            fee=self.fee,
            terms=list(terms_of_cancelling(seminar, now=now)),
            may=ways_on(enrolment, now=now),
            may_return=not list(reasons_not_to_book(seminar=seminar, now=now)),
            next_in_line=seminar.enrolments.waiting_in_order().exists(),
            **kwargs,
        )

    def act(self, form):
        by, facts = self.request.user, form.cleaned_data
        told = {"reason": facts["reason"], "told_fee": facts["fee"]}
        cancel(enrolment=self.enrolment, by=by, now=timezone.now(), **told)
        return self.page

    def form_invalid(self, form):
        """The next click agrees to what the page tells now."""
        form.data = form.data.copy()
        form.data["fee"] = self.fee.amount
        return super().form_invalid(form)


class StaffCancel(OfTeam, Cancel):
    pass


class Accept(OneEnrolment, View):
    """The button that takes the seat offered."""

    def post(self, request, **_kwargs):
        try:
            enrolment = accept(enrolment=self.enrolment, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _accepted(enrolment))
        return redirect(self.page)


def _accepted(enrolment):
    if enrolment.state == EnrolmentState.CONFIRMED:
        return _("The offer is accepted, the seat is confirmed.")
    return _("The offer is accepted. The approval of the employer is still missing.")


class StaffAccept(OfTeam, Accept):
    pass


class Decline(OneEnrolment, Act, FormView):
    """Leaving the seat offered to the next one; asked once more, for it cannot be undone."""

    template_name = "courses/decline.html"
    form_class = LeaveForm
    done = gettext_lazy("The offer is declined; the seat goes to the next one in the queue.")

    def get_context_data(self, **kwargs):
        reasons = list(reasons_not_to_accept(enrolment=self.enrolment))
        return super().get_context_data(reasons=reasons, **kwargs)

    def act(self, form):
        by, reason = self.request.user, form.cleaned_data["reason"]
        decline(enrolment=self.enrolment, by=by, reason=reason, now=timezone.now())
        return self.page


class StaffDecline(OfTeam, Decline):
    pass
