"""Who reaches the desk, through which door, and that everybody else finds nothing there."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from courses.models import Seminar
from tests.cms.desk import book, seminar_begun, seminar_fields, to_the_admin, unsaved_seminar, url
from tests.factories import (
    CourseFactory,
    PersonFactory,
    coordinator,
    office,
    office_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def superuser():
    return PersonFactory(is_superuser=True)


@pytest.mark.parametrize("page", ["cockpit", "edit", "attendance"])
def test_an_office_sees_its_own_seminars_and_no_others(client, page):
    seminar = seminar_begun()
    book(seminar)
    client.force_login(to_the_admin(office_staff()))
    assert client.get(url(page, seminar.pk)).status_code == 200
    client.force_login(to_the_admin(office_staff(of=office("Caritas"))))
    assert client.get(url(page, seminar.pk)).status_code == 404
    assert str(seminar.number) not in client.get(url("index")).content.decode()


@pytest.mark.parametrize("page", ["publish", "close", "edit", "attendance"])
def test_other_offices_seminars_cannot_be_changed(client, page):
    seminar = seminar_begun(state="planned")
    client.force_login(to_the_admin(office_staff(of=office("Caritas"))))
    assert client.post(url(page, seminar.pk), seminar_fields(seminar)).status_code == 404
    seminar.refresh_from_db()
    assert seminar.state == "planned"


def test_no_seminar_is_planned_for_an_office_somebody_does_not_work_for(client):
    foreign, course = office("Caritas"), CourseFactory()
    seminar = unsaved_seminar(course)
    client.force_login(to_the_admin(office_staff()))
    fields = seminar_fields(seminar, central_office=foreign.pk)
    client.post(url("new", course.pk), fields)
    assert Seminar.objects.get().central_office == office()


def test_who_works_for_two_offices_chooses_between_these_two(client):
    person, foreign = to_the_admin(office_staff()), office("DRK")
    person.roles.create(kind="office_staff", central_office=office("Caritas"))
    course = CourseFactory()
    client.force_login(person)
    choice = client.get(url("new", course.pk)).context["form"].fields["central_office"]
    assert set(choice.queryset) == {office(), office("Caritas")}
    seminar = unsaved_seminar(course)
    fields = seminar_fields(seminar, central_office=foreign.pk)
    assert client.post(url("new", course.pk), fields).status_code == 200
    assert not Seminar.objects.exists()


@pytest.mark.parametrize("who", [coordinator, superuser, PersonFactory])
@pytest.mark.parametrize("page", ["index", "add", "cockpit", "edit", "attendance"])
def test_who_works_for_no_office_finds_no_desk(client, who, page):
    seminar = seminar_begun()
    client.force_login(to_the_admin(who()))
    arguments = [] if page in ("index", "add") else [seminar.pk]
    assert client.get(url(page, *arguments)).status_code == 404
    assert url("index") not in client.get(reverse("wagtailadmin_account")).content.decode()


def test_without_access_to_the_admin_there_is_one_clear_no_and_no_circle(client):
    client.force_login(office_staff())
    response = client.get(reverse("wagtailadmin_home"), follow=True)
    assert (len(response.redirect_chain), response.status_code) == (1, 403)
    assert client.get(url("index")).status_code == 404


def test_the_admin_is_entered_through_the_houses_own_log_in(client):
    password = {"username": to_the_admin(office_staff()).email, "password": "geheim"}
    for response in (
        client.get(url("index"), follow=True),
        client.post(f"{reverse('wagtailadmin_login')}?next={url('index')}", password, follow=True),
    ):
        address, _status = response.redirect_chain[-1]
        assert address.startswith(reverse("account_login"))
        assert "_auth_user_id" not in client.session


def test_the_entrance_leads_nowhere_else(client):
    client.force_login(to_the_admin(office_staff()))
    entrance = reverse("desk_entrance")
    assert client.get(f"{entrance}?next={url('index')}").url == url("index")
    assert client.get(f"{entrance}?next=https://evil.example/").url == "/verwaltung/"


@pytest.mark.parametrize(
    ("address", "status"),
    [("password_reset/", 404), ("users/", 302), ("groups/", 302), ("account/", 200)],
)
def test_people_groups_and_passwords_are_not_managed_in_the_admin(client, address, status):
    client.force_login(to_the_admin(office_staff()))
    response = client.get(f"/verwaltung/{address}")
    assert response.status_code == status
    assert "password" not in response.content.decode()


def test_the_admin_speaks_german_unless_a_profile_says_otherwise(client):
    person = to_the_admin(office_staff())
    client.force_login(person)
    home = reverse("wagtailadmin_home")
    assert '<html lang="de"' in client.get(home, headers={"accept-language": "en"}).content.decode()
    UserProfile.objects.create(user=person, preferred_language="en")
    assert '<html lang="en"' in client.get(home).content.decode()


@pytest.mark.parametrize(
    ("address", "lax"),
    [
        ("/verwaltung/", {"script-src", "style-src"}),
        ("/verwaltung/veranstaltungen/", {"style-src"}),
        ("/konto/login/", set()),
        ("/verwaltungsgericht/", set()),
    ],
)
def test_only_the_admin_may_use_inline_code(client, address, lax):
    if address.startswith("/verwaltung/"):
        client.force_login(to_the_admin(office_staff()))
    policy = client.get(address).headers["Content-Security-Policy"]
    parts = [part.split() for part in policy.split(";")]
    assert {part[0] for part in parts if "'unsafe-inline'" in part} == lax
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
