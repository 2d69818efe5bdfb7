"""What is wrong with a field, in the words of the house: pydantic speaks English only."""

from django.utils.translation import gettext_lazy as _

WHOLE = _("Enter a whole number.")
DAY = _("Enter a day such as 2027-03-31.")
MOMENT = _("Enter a time such as 2027-03-31T09:00:00+02:00.")
TEXT = _("Enter a text.")
YES_OR_NO = _("Enter true or false.")
CHOICE = _("Choose one of these: %(expected)s.")
OTHERWISE = _("This value is not valid.")
MESSAGES = {
    "missing": _("This is missing."),
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_type": WHOLE,
    "int_from_float": WHOLE,
    "bool_parsing": YES_OR_NO,
    "bool_type": YES_OR_NO,
    "string_type": TEXT,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "date_type": DAY,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "datetime_type": MOMENT,
    "enum": CHOICE,
    "literal_error": CHOICE,
    "greater_than_equal": _("Enter %(ge)s or more."),
    "less_than_equal": _("Enter %(le)s or less."),
    "string_too_long": _("Use at most %(max_length)s characters."),
    "string_too_short": _("Use at least %(min_length)s characters."),
    "extra_forbidden": _("There is no such field."),
}


def told(error):
    """One of pydantic's errors as the pair of its field and a message."""
    context = error.get("ctx", {})
    if "expected" in context:
        context |= {"expected": context["expected"].replace("' or '", "', '")}
    return _field(*error["loc"]), MESSAGES.get(error["type"], OTHERWISE) % context


def _field(source, *path):
    """The name the client used: in a body the way to it, without our name for the whole."""
    if source == "body":
        return ".".join(map(str, path[1:])) or "body"
    return str(path[-1])
