"""What the header and the footer show, depending on who is here and where they are."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.services.team import stands_in
from fortbildung.shared.english import said
from fortbildung.shared.trips import run
from organisations.states import RoleKind

register = template.Library()

OFFICE = {RoleKind.OFFICE_STAFF, RoleKind.COORDINATION}
DEPUTY, APPOINTED = "deputy", "appointed"
KINDS = """
    SELECT kind FROM organisations_role WHERE user_id = %s
    UNION SELECT 'appointed' FROM organisations_deputy WHERE deputy_id = %s
"""
TEXT_PAGES = """
    SELECT p.title, t.title_en, p.slug
    FROM cms_textpage AS t JOIN wagtailcore_page AS p ON p.id = t.page_ptr_id
    WHERE p.live AND p.show_in_menus ORDER BY p.path
"""
TEAM = {RoleKind.MANAGER, DEPUTY}
REPORTS = OFFICE | {RoleKind.AUDITOR, RoleKind.MANAGER}


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context):
    """The ways from here; those of a role only for who has it. One query, two for deputies."""
    request = context["request"]
    kinds = _kinds(context["user"]) if _known(context) else set()
    here = [
        {"text": text, "url": url, "current": request.path.startswith(url)}
        for text, url, shown in _ways(known=_known(context), kinds=kinds)
        if shown
    ]
    own = reverse("organisations:account")
    account = {"url": own, "current": _known(context) and request.path.startswith(own)}
    # Fields of its own, so that the phone's menu and the wide header say the same.
    return {
        "ways": here,
        "account": account,
        "known": _known(context),
        "login": reverse("account_login"),
        "logout": reverse("account_logout"),
        "csrf_token": context.get("csrf_token"),
        "address": request.get_full_path(),
    }


def _kinds(user):
    """The kinds of the person's roles, and whether they stand in for a manager today."""
    kinds = {kind for (kind,) in run(KINDS, user.pk, user.pk)}
    if APPOINTED in kinds and stands_in(user, now=timezone.now()):
        kinds.add(DEPUTY)
    return kinds


def _known(context):
    return context["user"].is_authenticated


def _ways(*, known, kinds):
    return [
        (_("Catalogue"), reverse("wagtail_serve", args=["katalog/"]), True),
        (_("My training"), reverse("courses:mine"), known),
        (_("My team"), reverse("organisations:team"), RoleKind.MANAGER in kinds),
        (_("My engagements"), reverse("courses:teaching"), RoleKind.TRAINER in kinds),
        (_("Approvals"), reverse("courses:approvals"), kinds & TEAM == {DEPUTY}),
        (_("Reports"), reverse("reports:index"), bool(kinds & REPORTS)),
        (_("Back office"), reverse("wagtailadmin_home"), bool(kinds & OFFICE)),
        (_("Check a certificate"), reverse("certificates:check"), True),
    ]


@register.simple_tag
def text_pages():
    """The published pages of words, for the footer."""
    words = [
        ({"title": title, "title_en": english}, slug) for title, english, slug in run(TEXT_PAGES)
    ]
    return [{"title": said(title, "title"), "url": f"/{slug}/"} for title, slug in words]
