from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pages.blocks import WORDS, BodyBlock, StepBlock
from cms.pages.catalogue import CatalogueIndexPage, OfficeSectionPage
from cms.pages.dates import bookable, topics_in_catalogue, with_publication
from cms.pages.entries import EntryBlock
from cms.pages.offers import all_offers
from cms.pages.preview import AtTwoWidths

SHOWN = 4


def numbers(offers):
    """How much there is: courses, dates to come, and how many of these have free seats."""
    free = [each for offer in offers for each in offer.dates.free]
    return {"courses": len(offers), "dates": len(free), "free": len(free) - free.count("")}


class HomePage(AtTwoWidths, Page):
    """The front door: what this is, what comes next, where to enter."""

    lead = models.CharField(_("sentence below the title"), max_length=300)
    intro = RichTextField(_("introduction"), features=WORDS, blank=True)
    entries = StreamField([("entry", EntryBlock())], verbose_name=_("entry by role"), blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("how it works"), blank=True)
    body = StreamField(
        BodyBlock(),
        verbose_name=_("more about it"),
        blank=True,
        help_text=_("Stands below the steps."),
    )
    about = RichTextField(_("who runs it"), features=WORDS, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead", help_text=_("For whom this is, and what they can do here.")),
        FieldPanel(
            "intro", help_text=_("Stands above the next dates; only what everybody must know now.")
        ),
        FieldPanel(
            "entries",
            help_text=_(
                "Each leads to the catalogue with filters set. Without any, the topics are shown."
            ),
        ),
        FieldPanel("steps", help_text=_("How to come from the wish to the certificate.")),
        FieldPanel("body"),
        FieldPanel("about", help_text=_("Who is behind it, for people who come the first time.")),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CatalogueIndexPage", "cms.TextPage"]
    max_count = 1
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        soon = bookable(now=now)
        next_dates = list(soon[:SHOWN])
        latest = with_publication(soon).order_by("-published_at", "-pk")
        shown = {seminar.pk for seminar in next_dates}
        sections = OfficeSectionPage.objects.live().select_related("office").order_by("title")
        return super().get_context(request, *args, **kwargs) | {
            "catalogue": CatalogueIndexPage.objects.child_of(self).live().first(),
            "seminars": next_dates,
            "new": [each for each in latest[: 2 * SHOWN] if each.pk not in shown][:SHOWN],
            "topics": list(topics_in_catalogue()),
            "numbers": numbers(all_offers(now=now)),
            "sections": sections,
        }
