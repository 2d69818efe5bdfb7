"""Words of Wagtail that the house says otherwise: its own translations win over Wagtail's."""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = [
    gettext_noop("Dashboard"),
    gettext_noop("Awaiting your review"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Submit to %(workflow_name)s"),
    gettext_noop("live + in moderation"),
]
