from django import template

register = template.Library()


@register.filter
def fees(seminars):
    """The fees of the seminars, each once, lowest first."""
    return sorted({seminar.fee for seminar in seminars})
