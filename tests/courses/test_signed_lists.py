"""Signed lists as evidence: judged by their content, never replaced, for few eyes only."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse
from PIL import Image

from courses.models import SignedList
from courses.services.signed_lists import file_list
from fortbildung.shared.errors import Refused
from tests.factories import NOON, PersonFactory, SeminarFactory, office, office_staff, teaches

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 Liste %%EOF"


def picture(kind):
    content = io.BytesIO()
    Image.new("RGB", (20, 20)).save(content, kind)
    return content.getvalue()


@pytest.fixture
def seminar():
    return SeminarFactory()


def file(seminar, content=PDF, name="liste.pdf", session=None):
    upload = SimpleUploadedFile(name, content)
    by = office_staff()
    return file_list(seminar=seminar, session=session, upload=upload, by=by, now=NOON)


@pytest.mark.parametrize(
    ("content", "given", "name", "kind"),
    [
        (PDF, "Scan 1.pdf", "Scan 1.pdf", "application/pdf"),
        (picture("PNG"), "foto.jpeg", "foto.png", "image/png"),
        (picture("JPEG"), "<böse>.exe", "_böse_.jpg", "image/jpeg"),
        (PDF, ".pdf", "Liste.pdf", "application/pdf"),
    ],
)
def test_the_content_tells_what_a_file_is(seminar, content, given, name, kind):
    filed = file(seminar, content, given)
    assert (filed.name, filed.content_type, filed.size) == (name, kind, len(content))
    with filed.file.open() as opened:
        assert opened.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>",
        b"%PDF-1.7 abgeschnitten",
        picture("PNG")[:40],
        picture("GIF"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_scan_is_refused(seminar, content):
    with pytest.raises(Refused):
        file(seminar, content)
    assert not SignedList.objects.exists()


def test_a_list_that_is_too_large_is_refused(seminar, settings):
    settings.SIGNED_LIST_LIMIT = len(PDF) - 1
    with pytest.raises(Refused):
        file(seminar)


def test_two_lists_of_the_same_name_stand_side_by_side_and_none_is_replaced(seminar):
    first, second = file(seminar), file(seminar, PDF.replace(b"Liste", b"Neue"))
    assert first.file.name != second.file.name
    with pytest.raises(Refused):
        file(seminar)  # the same once more
    assert file(seminar, session=seminar.sessions.first()).pk
    for change in (SignedList.objects.all().delete, lambda: SignedList.objects.update(name="x")):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()


def test_speakers_file_and_open_lists_and_nobody_else(client, seminar):
    speaker = PersonFactory()
    teaches(speaker, seminar)
    client.force_login(speaker)
    hub, session = reverse("courses:attendance", args=[seminar.number]), seminar.sessions.first()
    assert client.get(f"{hub}?termin={session.pk}").context["form"]["session"].value() == str(
        session.pk
    )
    upload = {"session": session.pk, "file": SimpleUploadedFile("liste.pdf", PDF)}
    assert client.post(hub, upload).url == f"{hub}#listen"
    filed = SignedList.objects.get()
    assert (filed.added_by, filed.session) == (speaker, session)
    page = reverse("courses:signed_list", args=[seminar.number, filed.pk])
    response = client.get(page)
    assert response["Content-Disposition"] == 'attachment; filename="liste.pdf"'
    assert b"".join(response) == PDF
    client.force_login(office_staff(office("Caritas")))
    assert client.get(page).status_code == 404


def test_a_file_that_is_no_scan_is_named_on_the_page(client, seminar):
    client.force_login(office_staff())
    hub = reverse("courses:attendance", args=[seminar.number])
    page = client.post(hub, {"file": SimpleUploadedFile("liste.pdf", b"Liste")})
    assert "weder ein PDF noch ein Bild" in page.content.decode()
