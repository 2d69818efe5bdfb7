"""What the desk's pages share, and small corrections to what Wagtail renders."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cms.desk.tabs import tabs_of

register = template.Library()
SEARCH = 'role="search"'


@register.filter
def named_search(form):
    """The search of a list with a name, that tells it from the one in the sidebar."""
    named = format_html('{} aria-label="{}"', mark_safe(SEARCH), _("Search in this list"))  # noqa: S308 – a constant
    return mark_safe(form.replace(SEARCH, named, 1))  # noqa: S308 – Wagtail rendered it


@register.inclusion_tag("cms/desk/seminar_head.html", takes_context=True)
def seminar_head(context):
    """The seminar's name and its pages side by side; the one asked for is marked."""
    seminar, route = context["seminar"], context["request"].resolver_match.url_name
    return {"seminar": seminar, "tabs": tabs_of(seminar, route)}
