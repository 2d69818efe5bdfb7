from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pages.blocks import WORDS, BodyBlock, StepBlock
from cms.pages.catalogue import CatalogueIndexPage
from cms.pages.dates import bookable, topics_in_catalogue, with_publication
from cms.pages.preview import AtTwoWidths

SHOWN = 4


class HomePage(AtTwoWidths, Page):
    """The front door: what this is, what comes next, where to enter."""

    lead = models.CharField(_("sentence below the title"), max_length=300)
    intro = RichTextField(_("introduction"), features=WORDS, blank=True)
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
        soon = bookable(now=timezone.now())
        return super().get_context(request, *args, **kwargs) | {
            "catalogue": CatalogueIndexPage.objects.child_of(self).live().first(),
            "seminars": soon[:SHOWN],
            "new": with_publication(soon).order_by("-published_at", "-pk")[:SHOWN],
            "topics": topics_in_catalogue(),
        }
