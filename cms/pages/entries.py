"""Ways into the catalogue by who somebody is; editors write them, topics stand in for them."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from courses.kinds import DeliveryMode
from courses.models import Topic
from organisations.models import Programme

FILTERS = ("topic", "programme", "mode", "q")


def topics():
    return list(Topic.objects.order_by("name").values_list("slug", "name"))


def programmes():
    return list(Programme.objects.order_by("code").values_list("code", "code"))


class StoredChoiceBlock(ChoiceBlock):
    """One of many rows. What is stored was one of them: to read it, nobody asks for all again."""

    def normalize_choice(self, value):
        return value


class EntryValue(StructValue):
    @property
    def query(self):
        """What the address of the catalogue asks for."""
        return urlencode({name: self[name] for name in FILTERS if self.get(name)})


class EntryBlock(StructBlock):
    title = CharBlock(
        label=_("for whom"),
        max_length=60,
        help_text=_("How people would call themselves: “Neu in der Beratung”."),
    )
    text = TextBlock(
        label=_("text"), max_length=160, help_text=_("What they find there, in one sentence.")
    )
    topic = StoredChoiceBlock(label=_("topic"), required=False, choices=topics)
    programme = StoredChoiceBlock(label=_("programme"), required=False, choices=programmes)
    mode = ChoiceBlock(label=_("mode"), required=False, choices=DeliveryMode.choices)
    q = CharBlock(
        label=_("search words"),
        required=False,
        max_length=100,
        help_text=_("As somebody would type them into the catalogue."),
    )
    title_en = CharBlock(label=_("for whom, in English"), max_length=60, required=False)
    text_en = TextBlock(label=_("text in English"), max_length=160, required=False)

    class Meta:
        icon = "group"
        label = _("entry")
        value_class = EntryValue

    def clean(self, value):
        cleaned = super().clean(value)
        if not any(cleaned[name] for name in FILTERS):
            wrong = ValidationError(_("Choose at least one filter, or everybody gets everything."))
            raise StructBlockValidationError({"topic": wrong})
        return cleaned
