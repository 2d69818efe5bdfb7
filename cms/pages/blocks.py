"""What an editor may put into the free part of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.documents.blocks import DocumentChooserBlock

WORDS = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("quotation"))
    source = CharBlock(label=_("who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "cms/blocks/quote.html"


class DownloadBlock(StructBlock):
    title = CharBlock(label=_("title"))
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "download"
        label = _("download")
        template = "cms/blocks/download.html"


class BodyBlock(StreamBlock):
    text = RichTextBlock(
        label=_("text"), features=["h2", *WORDS], template="cms/blocks/text.html", icon="pilcrow"
    )
    quote = QuoteBlock()
    download = DownloadBlock()


class StepBlock(StructBlock):
    title = CharBlock(label=_("title"), max_length=80)
    text = TextBlock(label=_("text"), max_length=300)

    class Meta:
        icon = "list-ol"
        label = _("step")
