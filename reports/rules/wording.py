"""Numbers as people read them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def number(value):
    """Without zeros that say nothing: 6.50 reads “6,5”."""
    return number_format(f"{Decimal(value).normalize():f}", force_grouping=True)


def money(value):
    return _("%(amount)s €") % {"amount": number_format(value, 2, force_grouping=True)}
