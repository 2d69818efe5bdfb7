"""What somebody keeps for later: courses on their list, and searches that tell of new dates."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from cms.models import CoursePage
from cms.pages.facets import answer
from cms.pages.filters import CatalogueForm
from cms.pages.finding import HitPages
from cms.pages.offers import all_offers
from courses import links
from courses.models import Bookmark, SavedSearch
from courses.services.bookmarks import bookmark, forget
from courses.services.searches import drop_search, save_search
from fortbildung.shared.errors import Refused


class Saved(LoginRequiredMixin, TemplateView):
    """One's list with next dates, and one's searches."""

    template_name = "cms/saved.html"

    def get_context_data(self, **kwargs):
        now, person = timezone.now(), self.request.user
        kept = set(Bookmark.objects.of(person).values_list("course", flat=True))
        offers = all_offers(now=now)
        places = [place for place, offer in enumerate(offers.courses) if offer.course in kept]
        hits, _counts = answer(offers, {}, among=offers.marked(places))
        searches = SavedSearch.objects.of(person).order_by("-created_at", "-pk")
        form = CatalogueForm({}, now=now)
        rows = [{"search": search, "words": form.words_for(search.filters)} for search in searches]
        return super().get_context_data(
            pages=list(HitPages(hits, CoursePage.objects.live(), now=now)[:]),
            searches=rows,
            **kwargs,
        )


class OnTheList(LoginRequiredMixin, TemplateView):
    """Puts a course on one's list, or takes it off; who comes from the log-in presses again."""

    template_name = "cms/bookmark.html"

    @cached_property
    def course_page(self):
        pages = CoursePage.objects.live().select_related("course")
        return get_object_or_404(pages, course__code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.course_page, **kwargs)

    def post(self, request, **_kwargs):
        course = self.course_page.course
        if "forget" in request.POST:
            forget(person=request.user, course=course)
            messages.success(request, _("The course is off your list."))
        else:
            bookmark(person=request.user, course=course, now=timezone.now())
            messages.success(request, _("The course is on your list."))
        return redirect("saved" if "list" in request.POST else self.course_page.url)


class SaveSearch(LoginRequiredMixin, FormView):
    """What the search in the address asks for, and the button to be told of new dates."""

    template_name = "cms/save_search.html"
    form_class = Form

    @cached_property
    def catalogue_form(self):
        return CatalogueForm(self.request.GET, now=timezone.now())

    def get_context_data(self, **kwargs):
        form = self.catalogue_form
        filters = form.filters()
        query = urlencode(filters)
        return super().get_context_data(words=form.words_for(filters), query=query, **kwargs)

    def form_valid(self, form):
        filters, now = self.catalogue_form.filters(), timezone.now()
        try:
            save_search(person=self.request.user, filters=filters, now=now)
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The search is saved. New dates come by e-mail."))
        return redirect("saved")


class DropSearch(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        own = SavedSearch.objects.of(request.user)
        drop_search(search=get_object_or_404(own, pk=pk))
        messages.success(request, _("The search is removed. It sends no more mails."))
        return redirect("saved")


class LeaveSearch(TemplateView):
    """Ends a saved search from the mail, without a log-in."""

    template_name = "cms/leave_search.html"

    @cached_property
    def search(self):
        key = links.read_search(self.kwargs["token"])
        if key is None:
            raise Http404
        return SavedSearch.objects.filter(pk=key).first()

    def get_context_data(self, **kwargs):
        filters = self.search.filters if self.search else {}
        form = CatalogueForm({}, now=timezone.now())
        return super().get_context_data(search=self.search, words=form.words_for(filters), **kwargs)

    def post(self, request, token):  # noqa: ARG002 – read from kwargs
        if self.search:
            drop_search(search=self.search)
        return redirect(reverse("leave_search", args=[self.kwargs["token"]]))
