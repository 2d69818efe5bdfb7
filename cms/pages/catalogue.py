from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.pages.blocks import WORDS
from cms.pages.courses import CoursePage
from cms.pages.english import english_panel
from cms.pages.filters import CatalogueForm
from cms.pages.finding import find
from cms.pages.map import lands_on_the_map
from cms.pages.preview import AtTwoWidths
from cms.pages.timetable import timetable
from organisations.models import CentralOffice

PER_PAGE = 12


class CatalogueIndexPage(AtTwoWidths, Page):
    """All courses, to search and to filter; every choice is in the address."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    title_en = models.CharField(_("title"), max_length=255, blank=True)
    intro_en = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro", help_text=_("One sentence above the search.")),
        english_panel("title", "intro"),
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.OfficeSectionPage"]
    max_count = 1
    template = "cms/catalogue_index_page.html"

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def get_context(self, request, *args, **kwargs):
        now, pages = timezone.now(), CoursePage.objects.live()
        form = CatalogueForm(request.GET, now=now)
        chosen = form.chosen()
        found = find(pages, chosen, now=now)
        chips = form.chips()
        form.show_counts(found.counts)
        as_calendar = chosen.get("view") == "calendar"
        shown = timetable(found, pages, request=request, now=now) if as_calendar else None
        listed = [] if as_calendar else found.pages
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "chips": chips,
            "approximate": found.approximate,
            "number": len(found.hits),
            "as_calendar": as_calendar,
            "timetable": shown,
            "results": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
            "free_left": found.counts["free"]["True"],
            "lands": lands_on_the_map(form.lands, found.counts["land"], asked=request.GET),
            "query": urlencode(form.filters()),
        }


class OfficeSectionPage(AtTwoWidths, Page):
    """The part of the catalogue one central office writes; its courses stand below."""

    office = models.OneToOneField(
        CentralOffice, models.PROTECT, related_name="section", verbose_name=_("central office")
    )
    intro = RichTextField(_("introduction"), features=WORDS, blank=True)
    title_en = models.CharField(_("title"), max_length=255, blank=True)
    intro_en = RichTextField(_("introduction"), features=WORDS, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("office"),
        FieldPanel("intro", help_text=_("What your office stands for; its courses follow.")),
        english_panel("title", "intro"),
    ]
    parent_page_types = ["cms.CatalogueIndexPage"]
    subpage_types = ["cms.CoursePage"]
    template = "cms/office_section_page.html"

    class Meta:
        verbose_name = _("section of a central office")
        verbose_name_plural = _("sections of central offices")

    def get_context(self, request, *args, **kwargs):
        own = {"office": self.office.slug}
        found = find(CoursePage.objects.live(), own, now=timezone.now())
        return super().get_context(request, *args, **kwargs) | {
            "results": Paginator(found.pages, PER_PAGE).get_page(request.GET.get("page")),
        }
