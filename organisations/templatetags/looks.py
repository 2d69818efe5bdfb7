"""Where a page finds the colours and the logo of a central office."""

from django import template
from django.urls import reverse

from organisations.services.looks import digest_of, styles_of

register = template.Library()


@register.filter
def styles(office):
    """The address of the office's style sheet; empty where it looks like the house."""
    if not office.accent:
        return ""
    version = digest_of(styles_of(office).encode())
    return reverse("organisations:office_styles", args=[office.slug, version])


@register.filter
def logo(office):
    """The address of its logo; empty where it has none."""
    return office.logo and reverse("organisations:office_logo", args=[office.slug, office.logo])
