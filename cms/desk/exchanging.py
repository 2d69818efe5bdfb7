"""A seat goes to somebody else, or its person to another date."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.deciding import OnEnrolment
from cms.desk.enrolment_forms import NO_OTHER_DATE, RebookForm, ReplaceForm
from courses.rules import reasons_not_to_hand_over
from courses.services import exchange


class Replace(OnEnrolment):
    form_class = ReplaceForm
    page_title = gettext_lazy("Hand the seat to somebody else")
    label = gettext_lazy("Hand the seat over")
    consequence = gettext_lazy("Both are told by e-mail. No cancellation fee is due.")

    def obstacles(self):
        return reasons_not_to_hand_over(enrolment=self.enrolment, now=timezone.now())

    def about(self):
        yield from super().about()
        yield _("Somebody of %(provider)s can take it over.") % {
            "provider": self.enrolment.provider
        }

    def form_valid(self, form):
        self.heir = form.person
        return super().form_valid(form)

    def act(self, facts, *, now):
        jobs = self.heir.employments.current(timezone.localdate(now))
        jobs = jobs.select_related("organisation", "programme").order_by("-starts", "pk")
        below = jobs.filter(organisation__path__startswith=self.enrolment.provider.path)
        return exchange.replace(
            enrolment=self.enrolment,
            person=self.heir,
            employment=below.first() or jobs.first(),
            by=self.request.user,
            now=now,
            override_reason=facts["override_reason"],
        )

    def success(self, outcome):
        return _("%(heir)s comes instead of %(name)s.") % {
            "heir": outcome.person,
            "name": self.name,
        }


class Rebook(OnEnrolment):
    form_class = RebookForm
    page_title = gettext_lazy("Rebook to another date")
    label = gettext_lazy("Rebook")
    consequence = gettext_lazy("The seat here is kept until the one there is certain.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seminar": self.seminar, "now": timezone.now()}

    def obstacles(self):
        yield from super().obstacles()
        if not self.get_form().fields["seminar"].queryset.exists():
            yield NO_OTHER_DATE

    def act(self, facts, *, now):
        return exchange.rebook(**self.whose(facts, now))

    def success(self, outcome):
        return f"{outcome.seminar.number}, {self.name}: {outcome.get_state_display()}"
