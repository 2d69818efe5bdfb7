"""What the editor checks while somebody writes: only what they can mend, said in their words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

MENDABLE = {
    "image-alt": (
        _("A picture has no alternative text"),
        _("Say what is to be seen, or mark it as decorative."),
    ),
    "image-redundant-alt": (
        _("The alternative text says what stands beside it"),
        _("Say what only the picture tells, or mark it as decorative."),
    ),
    "link-in-text-block": (
        _("A link cannot be told from the text around it"),
        _("Do not underline or colour words by hand."),
    ),
    "page-has-heading-one": (
        _("The page has no title"),
        _("Fill in the title at the top of the form."),
    ),
    "list": (_("A list is broken"), _("Use the buttons for lists.")),
    "listitem": (_("An item stands outside its list"), _("Use the buttons for lists.")),
    "color-contrast": (
        _("Text is hard to read on its ground"),
        _("Tell those who look after this site."),
    ),
}


class PageChecks(ContentCheckerItem):
    """Wagtail's checks, and those of ours."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *MENDABLE]
    axe_messages = ContentCheckerItem.axe_messages | {
        rule: {"error_name": name, "help_text": help_text}
        for rule, (name, help_text) in MENDABLE.items()
    }
