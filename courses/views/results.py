from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import ListView

from courses.services.results import (
    own_results,
    ranking,
    selections_visible_to,
    summary,
    with_lot,
)

PER_PAGE = 50


class Result(LoginRequiredMixin, ListView):
    """How the seats were given, so that anybody who applied can check it."""

    template_name = "courses/result.html"
    paginate_by = PER_PAGE

    @cached_property
    def selection(self):
        seen = selections_visible_to(self.request.user)
        return get_object_or_404(seen, seminar__number=self.kwargs["number"])

    def get_queryset(self):
        return ranking(self.selection)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        with_lot(context["object_list"], self.selection)
        mine = with_lot(own_results(self.selection, self.request.user), self.selection)
        facts = {"selection": self.selection, "seminar": self.selection.seminar}
        return context | facts | {"mine": mine, "summary": summary(self.selection)}
