"""Qualifications of my team: who lacks what, and booking it for all who lack it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from certificates.forms.matrix import MatrixForm
from certificates.matrix_pdf import render as paper_of
from certificates.services.booking import book_all, dates_for
from certificates.services.matrix import (
    Choice,
    as_table,
    counts_table,
    matrix,
    staff_of_manager,
    who_lacks,
)
from certificates.services.standings import requirements_on
from courses.services.consents import texts_for
from courses.views.pages import paged
from courses.views.team import ForManagers, booked
from fortbildung.shared.tables_out import xlsx

PER_PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AskedMatrix:
    """The matrix as the address asks for it; `jobs_on(day)` says whose."""

    @cached_property
    def form(self):
        return MatrixForm(self.request.GET, jobs=self.jobs_on(timezone.localdate()))

    @cached_property
    def choice(self):
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        return Choice(
            on=asked.get("on") or timezone.localdate(),
            site=asked.get("site"),
            programme=asked.get("programme"),
            state=asked.get("state", ""),
        )

    @cached_property
    def found(self):
        return matrix(self.jobs_on(self.choice.on), self.choice)

    @property
    def context(self):
        """For pages: one page of rows, the columns, and the choice."""
        return {
            "form": self.form,
            "found": self.found,
            "page": paged(self.found.rows, self.request, PER_PAGE),
            "today": self.choice.on == timezone.localdate(),
            "query": self.request.GET.urlencode(),
        }

    def file(self, kind):
        """The whole matrix as an Excel file or on paper."""
        if kind == "xlsx":
            content = xlsx(as_table(self.found), counts_table(self.found))
        elif kind == "pdf":
            content = paper_of(self.found, at=timezone.now())
        else:
            raise Http404
        name = f'attachment; filename="Qualifikationen-{self.choice.on:%Y-%m-%d}.{kind}"'
        headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
        content_type = EXCEL if kind == "xlsx" else "application/pdf"
        return HttpResponse(content, content_type=content_type, headers=headers)


class TeamMatrix(ForManagers, AskedMatrix):
    def jobs_on(self, day):
        return staff_of_manager(self.request.user, on=day)


class Matrix(TeamMatrix, TemplateView):
    template_name = "certificates/matrix.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.context, **kwargs)


class MatrixFile(TeamMatrix, View):
    def get(self, _request, kind):
        return self.file(kind)


class LackingOne:
    """Who lacks what one requirement asks, and the dates that help."""

    @cached_property
    def requirement(self):
        rows = requirements_on(timezone.localdate()).filter(pk=self.kwargs["pk"])
        if (found := rows.first()) is None:
            raise Http404
        return found

    @cached_property
    def lines(self):
        today = timezone.localdate()
        return who_lacks(self.jobs_on(today), self.requirement, on=today)

    def dates(self, now, **narrowed):
        dates = dates_for(self.requirement, self.lines, now=now, **narrowed)
        return {date.seminar.number: date for date in dates}


class BookAll(ForManagers, LackingOne, View):
    """Everybody who lacks it, and per date one button that books all of them."""

    def jobs_on(self, day):
        return staff_of_manager(self.request.user, on=day)

    def get(self, request, pk):  # noqa: ARG002 – `requirement` reads it
        now = timezone.now()
        dates = list(self.dates(now).values())
        for date in dates:
            date.seminar.texts = texts_for(date.seminar, now=now)
        context = {"requirement": self.requirement, "lines": self.lines, "dates": dates}
        return render(request, "certificates/book_all.html", context)

    def post(self, request, pk):
        now = timezone.now()
        chosen = self.dates(now).get(request.POST.get("seminar", ""))
        if chosen is None:
            messages.error(request, _("This date cannot be booked any more. Choose another one."))
        else:
            tell_results(request, book_all(chosen=chosen, by=request.user, now=now))
        return redirect("certificates:book_all", pk)


def tell_results(request, results):
    """What became of each person."""
    for result in results:
        if result.enrolment:
            messages.success(request, booked(result.enrolment) % {"name": result.person})
        else:
            said = {"name": result.person, "reasons": " ".join(result.reasons)}
            messages.error(request, _("%(name)s: %(reasons)s") % said)
