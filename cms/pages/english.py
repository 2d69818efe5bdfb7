"""Pages in English: editors write the words beside the German ones."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def english_panel(*names):
    """The place of the English words in the editor, folded until somebody wants it."""
    return MultiFieldPanel(
        [FieldPanel(f"{name}_en") for name in names],
        heading=_("The same in English"),
        help_text=_("Whatever is left empty is shown in German."),
        classname="collapsed",
    )
