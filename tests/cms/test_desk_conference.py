"""Taking over a conference's list: first it is looked through, only then recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from courses.models import Attendance
from tests.cms.desk import book, seminar_begun, to_the_admin, url
from tests.factories import counsellor, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def seminar():
    return seminar_begun()


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def table(seminar, *names):
    """Everybody was there from the beginning of the first session to its end."""
    first = seminar.sessions.earliest("starts_at")
    times = [f"{timezone.localtime(at):%d.%m.%Y %H:%M}" for at in (first.starts_at, first.ends_at)]
    lines = ["Name;Beitrittszeit;Austrittszeit", *(";".join([name, *times]) for name in names)]
    return SimpleUploadedFile("liste.csv", "\n".join(lines).encode())


def test_nothing_is_recorded_before_the_office_has_confirmed_who_is_who(desk, seminar):
    ada = book(seminar, counsellor(first_name="Ada", last_name="Łukasik"))
    ben = book(seminar, counsellor(first_name="Ben", last_name="Brückner"))
    page = url("conference", seminar.pk)
    form = desk.post(page, {"file": table(seminar, "Lukasik, Ada", "iPad von Ben")}).context["form"]
    proposed = [(found.certainty, field.value(), minutes) for found, field, minutes in form.rows()]
    assert proposed == [("unknown", None, [420]), ("certain", ada.pk, [420])]
    assert form.not_in_the_list() == [ben]
    assert not Attendance.objects.exists()
    choice = {"draft": form["draft"].value(), "guest-0": ben.pk, "guest-1": ada.pk}
    assert desk.post(page, choice).url == url("cockpit", seminar.pk)
    assert dict(Attendance.objects.values_list("enrolment", "minutes")) == {
        ada.pk: 420,
        ben.pk: 420,
    }


def test_a_draft_of_another_seminar_or_a_forged_one_is_refused(desk, seminar):
    book(seminar)
    other = seminar_begun(days_ago=8)
    draft = (
        desk.post(url("conference", other.pk), {"file": table(other, "Ada")})
        .context["form"]["draft"]
        .value()
    )
    for smuggled in (draft, draft[:-2], "x"):
        page = url("conference", seminar.pk)
        assert desk.post(page, {"draft": smuggled, "guest-0": ""}).url == page


def test_people_of_other_seminars_cannot_be_chosen(desk, seminar):
    foreign, page = book(seminar_begun(days_ago=8)), url("conference", seminar.pk)
    form = desk.post(page, {"file": table(seminar, "Ada")}).context["form"]
    response = desk.post(page, {"draft": form["draft"].value(), "guest-0": foreign.pk})
    assert "guest-0" in response.context["form"].errors
    assert not Attendance.objects.exists()


def test_what_cannot_be_read_is_said(desk, seminar):
    file = SimpleUploadedFile("liste.csv", b"Name;Beitrittszeit;Austrittszeit\nAda;frueh;spaet\n")
    page = desk.post(url("conference", seminar.pk), {"file": file}).content.decode()
    assert "Zeile 2, Spalte „Beitrittszeit“" in page
