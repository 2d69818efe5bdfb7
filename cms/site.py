"""The page tree: a front door, the catalogue, a section per central office, a page per course."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Site, Workflow

from cms import access
from cms.models import CatalogueIndexPage, CoursePage, HomePage, OfficeSectionPage, TextPage
from cms.texts import CATALOGUE, HOME, TEXTS
from fortbildung.shared.slugs import slug_of
from organisations.models import CentralOffice

PORTS = {"http": 80, "https": 443}
# What Wagtail creates on its own and nobody here needs.
FOREIGN_GROUPS = ["Moderators", "Editors"]
FOREIGN_WORKFLOW = "Moderators approval"


@transaction.atomic
def create_site():
    """Create what is missing and leave alone what exists; safe to run after every update."""
    home = _home()
    _point_site_at(home)
    catalogue = CatalogueIndexPage.objects.first() or home.add_child(
        instance=CatalogueIndexPage(**CATALOGUE)
    )
    for text in TEXTS:
        if not home.get_children().filter(slug=text["slug"]).exists():
            _add(home, TextPage(**text))
    access.let_publish(access.coordination_group(), home)
    access.let_file(access.coordination_group(), access.Collection.get_first_root_node())
    access.require_approval(home)
    for office in CentralOffice.objects.order_by("short_name"):
        ensure_section(office)
    return catalogue


def _home():
    if home := HomePage.objects.first():
        return home
    # Deleting Wagtail's welcome page deletes the site that points at it, too.
    Page.objects.filter(depth=2, slug="home").delete()
    Group.objects.filter(name__in=FOREIGN_GROUPS, user=None).delete()
    Workflow.objects.filter(name=FOREIGN_WORKFLOW).delete()
    GroupApprovalTask.objects.filter(name=FOREIGN_WORKFLOW).delete()
    return Page.get_first_root_node().add_child(instance=HomePage(**HOME))


def _point_site_at(home):
    address = urlsplit(settings.SITE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or PORTS[address.scheme],
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": Page.objects.get(pk=home.pk),
        },
    )


def _add(home, page):
    """What still has to be filled in is a draft."""
    if page.live:
        home.add_child(instance=page)
        page.save_revision().publish()
    else:
        _as_draft(home, page)


def _as_draft(parent, page):
    page.live, page.has_unpublished_changes = False, True
    parent.add_child(instance=page)
    page.save_revision()


@transaction.atomic
def ensure_section(office):
    """The office's section, with the group that writes it and the place for its files."""
    section = OfficeSectionPage.objects.filter(office=office).first()
    if section is None:
        section = OfficeSectionPage(title=office.name, slug=office.slug, office=office)
        CatalogueIndexPage.objects.get().add_child(instance=section)
    group = access.group_of(office)
    access.let_write(group, section)
    access.let_file(group, access.collection_of(office))
    return section


@transaction.atomic
def ensure_course_page(course, office, *, live, **words):
    """The page of `course`, made below the section of `office` unless there is one."""
    if page := CoursePage.objects.filter(course=course).first():
        return page
    slug = slug_of(f"{course.code} {course.title.partition(':')[0]}")[:80].strip("-")
    page = CoursePage(title=course.title, slug=slug, course=course, **words)
    section = ensure_section(office)
    if live:
        section.add_child(instance=page)
        page.save_revision().publish()
    else:
        _as_draft(section, page)
    return page
