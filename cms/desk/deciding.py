"""What the office decides about one enrolment, each decision on its page through one service."""

from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.acting import Act, ReasonForm
from cms.desk.enrolment_forms import CancelForm, ChargeForm, PriorityForm
from cms.desk.rights import OwnEnrolment
from courses.rules import (
    fee_for_leaving,
    reasons_not_to_accept,
    reasons_not_to_cancel,
    reasons_not_to_give,
)
from courses.services import contingents, enrolments, offers, priorities
from courses.services.explain import reasons
from courses.services.queue import serves_by_itself


class OnEnrolment(OwnEnrolment, Act):
    header_icon = "user"
    form_class = ReasonForm
    asks, hint, must = gettext_lazy("Reason"), "", True

    @property
    def back_url(self):
        return self.enrolment_url

    def about(self):
        return reasons(self.enrolment, now=timezone.now())

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if not issubclass(self.form_class, ReasonForm):
            return kwargs
        return kwargs | {"label": self.asks, "help_text": self.hint, "required": self.must}

    def whose(self, facts, now):
        """What every service is told: the enrolment, who acts, and when."""
        return {"enrolment": self.enrolment, "by": self.request.user, "now": now, **facts}


class SetPriority(OnEnrolment):
    form_class = PriorityForm
    page_title = gettext_lazy("Set the priority")
    label = gettext_lazy("Set the priority")
    hint = gettext_lazy("The person reads it, and it is shown in reports.")
    consequence = gettext_lazy("The place in the queue changes at once; it is recorded.")

    def get_initial(self):
        return {"priority": self.enrolment.priority}

    def act(self, facts, *, now):
        return priorities.set_priority(**self.whose(facts, now))

    def success(self, outcome):
        return _("%(name)s now has the priority “%(priority)s”.") % {
            "name": self.name,
            "priority": outcome.get_priority_display(),
        }


class GiveSeat(OnEnrolment):
    page_title = gettext_lazy("Give a seat")
    label = gettext_lazy("Give the seat")
    consequence = gettext_lazy("The person is told by e-mail.")

    def obstacles(self):
        by_itself = serves_by_itself(self.seminar, timezone.now())
        return reasons_not_to_give(enrolment=self.enrolment, by_itself=by_itself)

    def act(self, facts, *, now):
        return priorities.seat(**self.whose(facts, now))

    def success(self, outcome):
        return f"{self.name}: {outcome.get_state_display()}"


class Charge(OnEnrolment):
    form_class = ChargeForm
    page_title = gettext_lazy("Charge to another contingent")
    label = gettext_lazy("Charge")
    consequence = gettext_lazy("A seat this frees goes to the queue at once.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seminar": self.seminar}

    def get_initial(self):
        return {"contingent": self.enrolment.charged_to_id}

    def act(self, facts, *, now):
        return contingents.charge(**self.whose(facts, now))

    def success(self, outcome):
        owner = outcome.charged_to.owner if outcome.charged_to else _("no contingent")
        return _("Charged to: %(owner)s") % {"owner": owner}


class Cancel(OnEnrolment):
    form_class = CancelForm
    page_title = gettext_lazy("Cancel the enrolment")
    label = gettext_lazy("Cancel now")
    hint = gettext_lazy("The person reads it in the e-mail.")
    grave = True

    @cached_property
    def fee(self):
        return fee_for_leaving(self.enrolment, now=timezone.now())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"fee": self.fee.amount}

    def obstacles(self):
        return reasons_not_to_cancel(enrolment=self.enrolment, now=timezone.now(), by_office=True)

    def about(self):
        yield from super().about()
        if self.fee.amount:
            yield _("Cancelling now costs %(amount)s € (%(rule)s).") % {
                "amount": localize(self.fee.amount),
                "rule": self.fee.rule,
            }
        else:
            yield _("Cancelling now costs nothing.")

    @property
    def consequence(self):
        if self.enrolment.holds_a_seat:
            return _("The seat goes to the next one; the person is told by e-mail.")
        return _("The person leaves the queue and is told by e-mail.")

    def act(self, facts, *, now):
        return enrolments.cancel(**self.whose(facts, now))

    def success(self, _outcome):
        return _("The enrolment of %(name)s is cancelled.") % {"name": self.name}


class Accept(OnEnrolment):
    form_class = Act.form_class
    page_title = gettext_lazy("Accept the offer for the person")
    label = gettext_lazy("Accept for the person")
    consequence = gettext_lazy("It is recorded that the central office did so.")

    def obstacles(self):
        return reasons_not_to_accept(enrolment=self.enrolment)

    def act(self, facts, *, now):
        return offers.accept(**self.whose(facts, now))

    def success(self, outcome):
        return f"{self.name}: {outcome.get_state_display()}"
