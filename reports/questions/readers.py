"""Pages beside the reports, for whoever reads any."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.utils.functional import cached_property

from reports.figures.reach import reach_of
from reports.questions.catalogue import reports_within


class ReadersOnly(LoginRequiredMixin):
    """Who reads no figures has no such page."""

    @cached_property
    def reach(self):
        return reach_of(self.request.user)

    def is_allowed(self, reach):
        """Whether this reach is enough for the page."""
        return bool(reports_within(reach))

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not (self.reach and self.is_allowed(self.reach)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            reports=reports_within(self.reach), reach=self.reach, **kwargs
        )
