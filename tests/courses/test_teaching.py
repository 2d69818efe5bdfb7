"""What a speaker sees with their own log-in, and what not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import Material
from courses.services.engaging import engage
from courses.services.enrolments import enrol
from courses.services.materials import add_material
from organisations.states import RoleKind
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    SeminarFactory,
    counsellor,
    office_staff,
    speaker,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7"


@pytest.fixture
def trainer():
    person = PersonFactory()
    person.roles.create(kind=RoleKind.TRAINER)
    return person


@pytest.fixture
def seminar(trainer):
    seminar = SeminarFactory(number="S-1")
    engage(seminar=seminar, speaker=speaker(user=trainer), now=NOON)
    return seminar


def page(number="S-1"):
    return reverse("courses:taught", args=[number])


def book(seminar, **fields):
    person = counsellor(**fields)
    return enrol(person=person, seminar=seminar, employment=person.job, now=NOON)


def text_of(response):
    return " ".join(response.content.decode().split())


def handed_out(seminar, by):
    file = SimpleUploadedFile("folien.pdf", PDF)
    return add_material(seminar=seminar, title="Folien", file=file, by=by, now=NOON)


def test_a_speaker_sees_own_seminars_and_the_names_of_participants(client, trainer, seminar):
    book(seminar, first_name="Ayşe", last_name="Demir")
    SeminarFactory(number="S-2", course__title="Etwas anderes")
    client.force_login(trainer)
    text = text_of(client.get(reverse("courses:teaching")))
    assert (seminar.course.title in text, "Etwas anderes" in text) == (True, False)
    text = text_of(client.get(page()))
    assert "Ayşe Demir" in text
    assert "@example.org" not in text
    assert client.get(page("S-2")).status_code == 404


def test_names_are_shown_only_while_teaching_needs_them(client, trainer, seminar):
    book(seminar, last_name="Demir")
    client.force_login(trainer)
    for state, shown in [("planned", False), ("held", True), ("closed", False)]:
        type(seminar).objects.update(state=state)
        assert ("Demir" in text_of(client.get(page()))) is shown


def test_without_the_role_or_the_engagement_there_is_nothing(client, trainer, seminar):
    client.force_login(trainer)
    seminar.engagements.all().delete()
    assert client.get(page()).status_code == 404
    trainer.roles.all().delete()
    assert client.get(reverse("courses:teaching")).status_code == 404


def test_whoever_waits_for_an_engagement_is_told(client, trainer):
    client.force_login(trainer)
    assert "noch in keiner Veranstaltung" in text_of(client.get(reverse("courses:teaching")))


def test_material_is_for_those_who_take_part(client, trainer, seminar):
    seat, stranger = book(seminar), counsellor()
    client.force_login(trainer)
    form = {"title": "Folien", "file": SimpleUploadedFile("folien.pdf", PDF)}
    client.post(page(), form)
    material = Material.objects.get()
    address = reverse("courses:material", args=[material.pk])
    client.force_login(seat.person)
    assert address in text_of(client.get(reverse("courses:enrolment", args=[seat.pk])))
    assert b"".join(client.get(address).streaming_content) == PDF
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    seat.seminar.enrolments.update(state="waiting")
    client.force_login(seat.person)
    assert client.get(address).status_code == 404
    assert address not in text_of(client.get(reverse("courses:enrolment", args=[seat.pk])))


def test_a_speaker_deletes_only_what_is_their_own(client, trainer, seminar):
    mine, offices = handed_out(seminar, trainer), handed_out(seminar, office_staff())
    client.force_login(trainer)
    for material, status in [(mine, 302), (offices, 404)]:
        address = reverse("courses:remove_material", args=["S-1", material.pk])
        assert client.post(address).status_code == status
    assert Material.objects.get() == offices
    assert not mine.file.storage.exists(mine.file.name)


@pytest.mark.usefixtures("seminar")
def test_a_file_nobody_should_open_is_refused(client, trainer):
    client.force_login(trainer)
    form = {"title": "Spiel", "file": SimpleUploadedFile("spiel.exe", b"MZ")}
    assert "Wählen Sie ein PDF" in text_of(client.post(page(), form))
    assert not Material.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_lists_cost_the_same_for_one_and_many(client, trainer, count, django_assert_num_queries):
    jo = speaker(user=trainer)
    for number in range(count):
        seminar = SeminarFactory(number=f"S-{number}", days__start=NOON + (30 + number * 7) * A_DAY)
        engage(seminar=seminar, speaker=jo, now=NOON)
        book(SeminarFactory._meta.model.objects.get(number="S-0"))
    client.force_login(trainer)
    for address, queries in [(reverse("courses:teaching"), 8), (page("S-0"), 10)]:
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
