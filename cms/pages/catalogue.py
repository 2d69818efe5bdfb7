from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.pages.blocks import WORDS
from cms.pages.courses import CoursePage
from cms.pages.dates import upcoming
from cms.pages.filters import CatalogueForm, find
from cms.pages.preview import AtTwoWidths
from organisations.models import CentralOffice

PER_PAGE = 12


class CatalogueIndexPage(AtTwoWidths, Page):
    """All courses, to search and to filter; every choice is in the address."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro", help_text=_("One sentence above the search.")),
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.OfficeSectionPage"]
    max_count = 1
    template = "cms/catalogue_index_page.html"

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        form = CatalogueForm(request.GET, now=now)
        found = find(CoursePage.objects.live().descendant_of(self), form.chosen(), now=now)
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "chips": form.chips(),
            "approximate": found.approximate,
            "results": Paginator(found.pages, PER_PAGE).get_page(request.GET.get("page")),
        }


class OfficeSectionPage(AtTwoWidths, Page):
    """The part of the catalogue one central office writes; its courses stand below."""

    office = models.OneToOneField(
        CentralOffice, models.PROTECT, related_name="section", verbose_name=_("central office")
    )
    intro = RichTextField(_("introduction"), features=WORDS, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("office"),
        FieldPanel("intro", help_text=_("What your office stands for; its courses follow.")),
    ]
    parent_page_types = ["cms.CatalogueIndexPage"]
    subpage_types = ["cms.CoursePage"]
    template = "cms/office_section_page.html"

    class Meta:
        verbose_name = _("section of a central office")
        verbose_name_plural = _("sections of central offices")

    def get_context(self, request, *args, **kwargs):
        pages = CoursePage.objects.live().child_of(self)
        dated = pages.with_dates(upcoming(now=timezone.now())).soonest_first()
        return super().get_context(request, *args, **kwargs) | {"pages": dated}
