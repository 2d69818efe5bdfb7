"""Words of Wagtail that the house says otherwise: its own translations win over Wagtail's."""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = [
    gettext_noop("Dashboard"),
    gettext_noop("Awaiting your review"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Submit to %(workflow_name)s"),
    gettext_noop("live + in moderation"),
    gettext_noop("Please add some alt text for your image or mark it as decorative"),
    gettext_noop("Choose who can view the live version of this page"),
    gettext_noop("Select a new parent page"),
    gettext_noop(
        "Select hierarchical position. Note: a collection cannot become a child of itself or one "
        "of its descendants."
    ),
]
