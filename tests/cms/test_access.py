"""Offices propose, the national coordination publishes, everybody else stays outside."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from cms.access import COORDINATION, admit, admit_all
from cms.models import CoursePage
from cms.site import create_site, ensure_section
from organisations.models import Role
from organisations.states import RoleKind
from tests.cms.site import course_page
from tests.factories import CourseFactory, PersonFactory, coordinator, manager, office, office_staff

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.ignore_template_errors]


def admitted(person):
    admit(person)
    return person


def groups(person):
    return list(person.groups.order_by("name").values_list("name", flat=True))


def words(page, **fields):
    """What the editor's form sends."""
    empty = '{"blocks": [], "entityMap": {}}'
    rich = dict.fromkeys(["outcomes", "audience", "outcomes_en", "audience_en"], empty)
    words = {"intro": "Neu.", "body-count": 0, "body_en-count": 0} | rich
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return {"course": page.course.pk, "slug": page.slug} | words | comments | fields


def test_roles_decide_the_groups_and_taking_a_role_takes_the_group():
    person = office_staff()
    Role.objects.create(user=person, kind=RoleKind.COORDINATION)
    assert groups(admitted(person)) == [COORDINATION, "Zentralstelle AWO"]
    person.roles.all().delete()
    assert admit_all() == 1
    assert groups(person) == []
    assert groups(admitted(manager())) == []


def test_an_office_edits_its_own_section_and_cannot_publish():
    editor = admitted(office_staff())
    own = course_page(live=False)
    others = ensure_section(office("Caritas"))
    rights = own.permissions_for_user(editor)
    assert (rights.can_edit(), rights.can_publish(), rights.can_submit_for_moderation()) == (
        True,
        False,
        True,
    )
    foreign = others.permissions_for_user(editor)
    assert (foreign.can_edit(), foreign.can_add_subpage(), foreign.can_publish()) == (
        False,
        False,
        False,
    )


def test_what_an_office_submits_goes_live_when_the_coordination_approves(client):
    page = course_page(live=False)
    client.force_login(admitted(office_staff()))
    edit = f"/verwaltung/pages/{page.pk}/edit/"
    client.post(edit, words(page, **{"action-publish": "1"}))
    assert not Page.objects.get(pk=page.pk).live
    client.post(edit, words(page, **{"action-submit": "1"}))
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    assert not Page.objects.get(pk=page.pk).live
    task = state.current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    client.post(approve, {"comment": ""})
    assert not Page.objects.get(pk=page.pk).live
    client.force_login(admitted(coordinator()))
    client.post(approve, {"comment": "Gut."})
    assert CoursePage.objects.live().get().intro == "Neu."


def test_another_office_cannot_open_the_editor(client):
    page = course_page()
    client.force_login(admitted(office_staff(office("Caritas"))))
    assert client.get(f"/verwaltung/pages/{page.pk}/edit/").status_code == 302
    client.force_login(admitted(office_staff()))
    assert client.get(f"/verwaltung/pages/{page.pk}/edit/").status_code == 200


def test_without_a_role_there_is_no_back_office(client):
    client.force_login(admitted(PersonFactory()))
    assert client.get("/verwaltung/").status_code == 302


def test_a_new_office_gets_its_section_group_and_files_with_the_next_run():
    office("Diakonie")
    create_site()
    create_site()
    assert Group.objects.filter(name="Zentralstelle Diakonie").count() == 1
    editor = admitted(office_staff(office("Diakonie")))
    assert ensure_section(office("Diakonie")).permissions_for_user(editor).can_edit()


def test_a_page_is_called_as_its_course_is(client):
    section = ensure_section(office())
    course = CourseFactory(title="Sozialrecht")
    client.force_login(admitted(office_staff()))
    page = CoursePage(course=course, slug="sozialrecht")
    client.post(f"/verwaltung/pages/add/cms/coursepage/{section.pk}/", words(page))
    assert CoursePage.objects.get().title == "Sozialrecht"


def test_a_role_is_granted_from_the_command_line_and_opens_the_door():
    person = PersonFactory()
    call_command("grant_role", person.email, "office_staff", office="AWO")
    call_command("grant_role", person.email, "office_staff", office="AWO")
    assert person.roles.count() == 1
    assert groups(person) == ["Zentralstelle AWO"]
    with pytest.raises(CommandError):
        call_command("grant_role", person.email, "manager")
    with pytest.raises(CommandError):
        call_command("grant_role", "niemand@example.org", "coordination")


def test_a_role_is_revoked_from_the_command_line_and_closes_the_door():
    person = admitted(office_staff())
    call_command("revoke_role", person.email, "office_staff", office="AWO")
    assert person.roles.count() == 0
    assert groups(person) == []
    with pytest.raises(CommandError, match="hat diese Rolle nicht"):
        call_command("revoke_role", person.email, "office_staff", office="AWO")
