"""What an editor may put into the free part of a page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.pages.live_blocks import TeaserBlock

SIMPLE = ["bold", "italic", "ol", "ul", "link", "document-link"]
WORDS = ["h3", *SIMPLE]
TEXT, FILES, PEOPLE = _("Words"), _("Pictures and files"), _("Courses and people")
ALTERNATIVE = _(
    "Say below in one sentence what is to be seen; it is read out to whoever does not see the "
    "picture. Only what tells nothing is decorative."
)


class DescribedImageBlock(ImageBlock):
    """Wagtail's own, with a picture called so in every language."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("picture")


class QuoteBlock(StructBlock):
    text = TextBlock(
        label=_("quotation"), help_text=_("Word for word, without quotation marks around it.")
    )
    source = CharBlock(
        label=_("who said it"),
        required=False,
        help_text=_("Name and function, with their consent: “Kim Beispiel, MBE Kassel”."),
    )

    class Meta:
        icon = "openquote"
        label = _("quotation")
        group = TEXT
        description = _("What somebody said, set apart from the text.")
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": "Am Montag danach habe ich den ersten Antrag anders gelesen.",
            "source": "Teilnehmerin, Grundlagenseminar",
        }


class PictureBlock(StructBlock):
    picture = DescribedImageBlock(label=_("picture"), help_text=ALTERNATIVE)
    caption = CharBlock(
        label=_("caption"),
        required=False,
        max_length=200,
        help_text=_("Stands below the picture, for everybody; not what is to be seen anyway."),
    )
    credit = CharBlock(
        label=_("who made it"),
        required=False,
        max_length=120,
        help_text=_("“Foto: Kim Beispiel”, as agreed with whoever holds the rights."),
    )

    class Meta:
        icon = "image"
        label = _("picture")
        group = FILES
        description = _("A picture with its description for those who do not see it.")
        template = "cms/blocks/picture.html"


class DownloadBlock(StructBlock):
    title = CharBlock(
        label=_("title"), help_text=_("What somebody gets: “Packliste”, not the name of the file.")
    )
    document = DocumentChooserBlock(
        label=_("file"), help_text=_("Everybody may read it once the page is published.")
    )

    class Meta:
        icon = "download"
        label = _("file")


class AnswerBlock(StructBlock):
    title = CharBlock(
        label=_("heading"),
        max_length=120,
        help_text=_("A question or a few words; this alone is seen until it is opened."),
    )
    text = RichTextBlock(label=_("text"), features=SIMPLE)

    class Meta:
        icon = "help"
        label = _("part to open")


class CallBlock(StructBlock):
    title = CharBlock(label=_("heading"), max_length=80, help_text=_("What for, in a few words."))
    text = TextBlock(
        label=_("text"), required=False, max_length=300, help_text=_("One or two sentences.")
    )
    button = CharBlock(
        label=_("text of the button"),
        max_length=40,
        help_text=_("What happens on a click: “Zum Katalog”, never “Hier klicken”."),
    )
    page = PageChooserBlock(
        label=_("page"), required=False, help_text=_("Where it leads, if to a page of this site.")
    )
    address = URLBlock(
        label=_("address elsewhere"), required=False, help_text=_("Else the full address.")
    )

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        group = TEXT
        description = _("One thing to do next, with a button.")
        template = "cms/blocks/call.html"
        preview_value = {
            "title": "Noch Fragen?",
            "text": "Im Katalog stehen alle Kurse mit ihren nächsten Terminen.",
            "button": "Zum Katalog",
            "address": "https://example.org/",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            wrong = ValidationError(_("Choose either a page or an address elsewhere."))
            raise StructBlockValidationError({"page": wrong})
        return cleaned


class PersonBlock(StructBlock):
    name = CharBlock(label=_("name"), max_length=120, help_text=_("With title, if any."))
    role = CharBlock(
        label=_("role"),
        required=False,
        max_length=120,
        help_text=_("Why this person is here: “Referentin”, “Ihre Ansprechperson”."),
    )
    picture = DescribedImageBlock(
        label=_("picture"),
        required=False,
        help_text=_("Only with the person's consent. A portrait beside the name is decorative."),
    )
    text = TextBlock(
        label=_("about the person"),
        required=False,
        max_length=500,
        help_text=_("What they know about the topic, in two or three sentences."),
    )
    email = CharBlock(
        label=_("e-mail"),
        required=False,
        help_text=_("Everybody can read it; better the mailbox of the office."),
    )
    phone = CharBlock(label=_("telephone"), required=False, max_length=40)

    class Meta:
        icon = "user"
        label = _("person")


class DirectionsBlock(StructBlock):
    place = CharBlock(
        label=_("where"), max_length=200, help_text=_("Name of the house, street, postcode, city.")
    )
    train = TextBlock(
        label=_("by train and bus"),
        required=False,
        help_text=_("From the station to the door: line, stop, how long on foot."),
    )
    car = TextBlock(
        label=_("by car"), required=False, help_text=_("Exit, last turn, where to park.")
    )
    access = TextBlock(
        label=_("accessible access"),
        required=False,
        help_text=_("Steps, lift, width of doors, toilet, hearing loop, whom to call at the door."),
    )

    class Meta:
        icon = "site"
        label = _("how to get there")
        group = PEOPLE
        description = _("The way in words: by train, by car, without steps. No map is loaded.")
        template = "cms/blocks/directions.html"
        preview_value = {
            "place": "Haus am Park, Musterstraße 5, 34117 Kassel",
            "train": "Vom Bahnhof Wilhelmshöhe mit der Linie 1 bis Rathaus, dann 4 Minuten zu Fuß.",
            "access": "Der Eingang hat keine Stufen, ein Aufzug führt in alle Etagen.",
        }


class BodyBlock(StreamBlock):
    text = RichTextBlock(
        label=_("text"),
        features=["h2", *WORDS],
        template="cms/blocks/text.html",
        icon="pilcrow",
        group=TEXT,
        description=_("Paragraphs, lists and headings."),
        preview_value="<h2>Worum es geht</h2><p>Ein Absatz mit <b>Wichtigem</b>.</p>",
    )
    quote = QuoteBlock()
    answers = ListBlock(
        AnswerBlock(),
        label=_("parts to open"),
        icon="collapse-down",
        group=TEXT,
        min_num=1,
        template="cms/blocks/answers.html",
        description=_("Questions and answers, or details that not everybody needs."),
        preview_value=[{"title": "Was kostet das?", "text": "<p>Nichts.</p>"}],
    )
    call = CallBlock()
    picture = PictureBlock()
    downloads = ListBlock(
        DownloadBlock(),
        label=_("downloads"),
        icon="download",
        group=FILES,
        min_num=1,
        template="cms/blocks/downloads.html",
        description=_("Files to take along, each with its kind and size."),
    )
    teaser = TeaserBlock(group=PEOPLE)
    people = ListBlock(
        PersonBlock(),
        label=_("people"),
        icon="group",
        group=PEOPLE,
        min_num=1,
        template="cms/blocks/people.html",
        description=_("Speakers or contact persons, with a picture if they like."),
        preview_value=[{"name": "Kim Beispiel", "role": "Referentin", "picture": None}],
    )
    directions = DirectionsBlock()


class StepBlock(StructBlock):
    title = CharBlock(label=_("title"), max_length=80, help_text=_("One word, best a verb."))
    text = TextBlock(label=_("text"), max_length=300, help_text=_("One or two sentences."))
    title_en = CharBlock(label=_("title in English"), max_length=80, required=False)
    text_en = TextBlock(label=_("text in English"), max_length=300, required=False)

    class Meta:
        icon = "list-ol"
        label = _("step")
