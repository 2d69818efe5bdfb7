from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pages.blocks import WORDS, BodyBlock, StepBlock
from cms.pages.catalogue import CatalogueIndexPage, OfficeSectionPage
from cms.pages.dates import bookable, topics_in_catalogue, with_publication
from cms.pages.english import english_panel
from cms.pages.entries import EntryBlock
from cms.pages.keeping import kept_offers, news
from cms.pages.preview import AtTwoWidths

SHOWN = 4


class Front:
    """What the home page tells of the programme; each is asked for only where it is shown."""

    def __init__(self, page, *, now):
        self.page, self.now = page, now

    @cached_property
    def catalogue(self):
        return CatalogueIndexPage.objects.child_of(self.page).live().first()

    @cached_property
    def numbers(self):
        """How much there is: courses, dates to come, and how many of these have free seats."""
        offers = kept_offers(now=self.now)
        free = int(offers.dates.having("free", "True").sum())
        return {"courses": len(offers), "dates": len(offers.dates), "free": free}

    @cached_property
    def seminars(self):
        return list(bookable(now=self.now)[:SHOWN])

    @cached_property
    def new(self):
        """The latest that do not stand among the next ones anyway."""
        shown = {seminar.pk for seminar in self.seminars}
        latest = with_publication(bookable(now=self.now)).order_by("-published_at", "-pk")
        return [each for each in latest[: 2 * SHOWN] if each.pk not in shown][:SHOWN]

    @cached_property
    def topics(self):
        return list(topics_in_catalogue())

    @cached_property
    def sections(self):
        return list(OfficeSectionPage.objects.live().select_related("office").order_by("title"))


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
    title_en = models.CharField(_("title"), max_length=255, blank=True)
    lead_en = models.CharField(_("sentence below the title"), max_length=300, blank=True)
    intro_en = RichTextField(_("introduction"), features=WORDS, blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("more about it"), blank=True)
    about_en = RichTextField(_("who runs it"), features=WORDS, blank=True)

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
        english_panel("title", "lead", "intro", "body", "about"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CatalogueIndexPage", "cms.TextPage"]
    max_count = 1
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        front = Front(self, now=timezone.now())
        return super().get_context(request, *args, **kwargs) | {"front": front, "news": news()}
