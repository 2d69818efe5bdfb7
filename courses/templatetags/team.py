from django import template
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.services.explain import explain_all
from courses.services.team import OPEN, is_manager, steps_to_decide, team_enrolments

register = template.Library()


@register.inclusion_tag("courses/_team_navigation.html", takes_context=True)
def team_navigation(context):
    """The pages of “My team”, with how much is to be decided; deputies have the approvals only."""
    user, here = context["user"], context["request"].path
    count = steps_to_decide(user, now=timezone.now()).count()
    approvals = _("Approvals (%(count)s)") % {"count": count} if count else _("Approvals")
    ways = [(approvals, "courses:approvals")]
    if is_manager(user):
        ways = [
            (_("Staff"), "organisations:team"),
            *ways,
            (_("Enrolments"), "courses:team_enrolments"),
            (_("Qualifications"), "certificates:matrix"),
            (_("Month"), "courses:whereabouts"),
            (_("Year"), "courses:team_year"),
            (_("Seat contingents"), "courses:contingents"),
            (_("Deputies"), "organisations:deputies"),
        ]
    addresses = [(text, reverse(name)) for text, name in ways]
    # The staff's own page is the beginning of all the others' addresses: the longest one counts.
    current = max((url for _text, url in addresses if here.startswith(url)), key=len, default="")
    return {"ways": [_way(text, url, current) for text, url in addresses]}


@register.simple_tag(takes_context=True)
def open_enrolments(context, employment):
    """What is booked in that employment and not over, as far as the reader manages it."""
    now = timezone.now()
    rows = team_enrolments(context["user"]).filter(employment=employment, state__in=OPEN)
    rows = rows.annotate(ends_at=Max("seminar__sessions__ends_at")).exclude(ends_at__lte=now)
    found = list(rows.order_by("ends_at", "pk"))
    explain_all(found, now=now)
    return found


def _way(text, url, current):
    return {"text": text, "url": url, "current": url == current}
