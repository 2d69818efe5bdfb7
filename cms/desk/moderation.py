"""Pages on their way to being published: for those who approve, and for those who wait for it."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState, WorkflowState

from cms.desk.rights import offices_of
from cms.desk.todo_groups import Group, Todo
from cms.models import OfficeSectionPage


def to_moderate(user):
    """What this person may approve, the oldest first."""
    states = TaskState.objects.reviewable_by(user).select_related("workflow_state__requested_by")
    states = list(states.order_by("started_at", "pk"))
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in states])
    found = [(pages.get(int(state.workflow_state.object_id)), state) for state in states]
    todos = [_proposal(page, state) for page, state in found if page]
    title = ngettext("page to approve", "pages to approve", len(todos))
    return Group("moderation", title, _("Look and decide"), todos)


def under_way(user):
    """The office's own pages that wait for approval or came back, those first."""
    below = Q(pk__in=[])
    sections = OfficeSectionPage.objects.filter(office__in=offices_of(user))
    for path in sections.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    keys = Page.objects.filter(below).annotate(key=Cast("pk", CharField())).values("key")
    states = WorkflowState.objects.active().filter(object_id__in=keys)
    states = states.select_related("current_task_state").order_by("-status", "created_at")
    states = list(states)
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    todos = [_own(pages[int(state.object_id)], state) for state in states]
    title = ngettext("page in approval", "pages in approval", len(todos))
    return Group("pages", title, _("Open"), todos)


def _proposal(page, state):
    facts = {"day": _day(state.started_at), "name": state.workflow_state.requested_by}
    text = _("Submitted by %(name)s on %(day)s.") if facts["name"] else _("Submitted on %(day)s.")
    return Todo(page.get_admin_display_title(), text % facts, _editor(page))


def _own(page, state):
    said = state.current_task_state.comment if state.current_task_state else ""
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        text = _("Submitted on %(day)s; the coordination has not decided yet.")
    elif said:
        text = _("The coordination asks for changes: “%(said)s” Then submit it again.")
    else:
        text = _("The coordination asks for changes; read the comments, then submit it again.")
    text %= {"day": _day(state.created_at), "said": said}
    return Todo(page.get_admin_display_title(), text, _editor(page))


def _editor(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _day(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
