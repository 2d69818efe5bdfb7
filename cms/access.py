"""Who may write, submit and publish: groups of Wagtail, filled from the roles people have."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from organisations.models import CentralOffice, User
from organisations.states import RoleKind

COORDINATION = "Nationale Koordination"
APPROVAL = "Freigabe durch die nationale Koordination"
WRITES = ["add_page", "change_page"]
PUBLISHES = [*WRITES, "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
FILES = {
    "wagtaildocs": ["add_document", "change_document", "choose_document"],
    "wagtailimages": ["add_image", "change_image", "choose_image"],
}


def group_of(office):
    """The group of those who work for the office; they may enter the back office."""
    return _group(f"Zentralstelle {office.short_name}")


def coordination_group():
    return _group(COORDINATION)


def _group(name):
    group, new = Group.objects.get_or_create(name=name)
    if new:
        enters = Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        group.permissions.add(enters)
    return group


def let_write(group, page):
    """The group may propose changes to `page` and what stands below it."""
    _allow(group, page, WRITES)


def let_publish(group, page):
    """The group may publish `page` and what stands below it."""
    _allow(group, page, PUBLISHES)


def _allow(group, page, codenames):
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.objects.get(pk=page.pk), permission=permission
        )


def let_file(group, collection):
    """The group may add documents and pictures to `collection` and use them."""
    wanted = Q()
    for app, codenames in FILES.items():
        wanted |= Q(content_type__app_label=app, codename__in=codenames)
    for permission in Permission.objects.filter(wanted):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def collection_of(office):
    """Where the office keeps its files."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=office.name).first()
    return found or root.add_child(name=office.name)


def require_approval(page):
    """What is submitted below `page` waits for the national coordination."""
    workflow, _new = Workflow.objects.get_or_create(name=APPROVAL)
    task, _new = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set([coordination_group()])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(
        page=Page.objects.get(pk=page.pk), defaults={"workflow": workflow}
    )


@transaction.atomic
def admit(user):
    """Put the person into exactly the groups their roles ask for."""
    offices = CentralOffice.objects.filter(
        roles__in=user.roles.filter(kind=RoleKind.OFFICE_STAFF)
    ).distinct()
    groups = [group_of(office) for office in offices]
    if user.roles.filter(kind=RoleKind.COORDINATION).exists():
        groups.append(coordination_group())
    user.groups.set(groups)


def admit_all():
    """Do so for everybody who has a role or is in a group; how many people."""
    people = User.objects.filter(Q(roles__isnull=False) | Q(groups__isnull=False)).distinct()
    for person in people:
        admit(person)
    return len(people)
