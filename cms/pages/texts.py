from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages.blocks import BodyBlock
from cms.pages.english import english_panel
from cms.pages.preview import AtTwoWidths


class TextPage(AtTwoWidths, Page):
    """A page of words only: imprint, privacy, accessibility statement."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    title_en = models.CharField(_("title"), max_length=255, blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("body", help_text=_("Begin with a text; headings make it findable.")),
        english_panel("title", "body"),
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types = []
    template = "cms/text_page.html"

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
