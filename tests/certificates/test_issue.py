"""Everybody gets what is owed, once, with numbers that run without gaps."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from certificates import pdf, tasks
from certificates.codes import ALPHABET
from certificates.models import Certificate
from certificates.services import issuing, making
from certificates.services.issuing import issue_due
from certificates.states import CertificateKind, CertificateState
from courses.services.engaging import engage
from courses.states import EnrolmentState
from fortbildung.celery import app
from fortbildung.shared.files import private_storage
from fortbildung.shared.models import OutgoingMail
from organisations.models import CentralOffice
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, NOON, CourseFactory, SeminarFactory, counsellor, office, speaker
from tests.post import letter, letters

NUMBERS = ["AWO-2027-00001", "AWO-2027-00002", "AWO-2027-00003"]


def numbers():
    return list(Certificate.objects.order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
def test_who_attended_a_closed_seminar_gets_one_certificate_and_one_mail():
    people = [counsellor() for _ in range(3)]
    enrolments = settled(*people)
    OutgoingMail.objects.all().delete()
    issued = issue_due(now=AFTER)
    assert [(c.number, c.enrolment) for c in issued] == list(zip(NUMBERS, enrolments, strict=True))
    mails = letters()
    assert [mail.to for mail in mails] == [person.email for person in people]
    assert NUMBERS[0] in mails[0].body
    assert f"{settings.SITE_URL}/meine-fortbildungen/" in mails[0].body
    assert issue_due(now=AFTER + A_DAY) == []
    assert (numbers(), OutgoingMail.objects.count()) == (NUMBERS, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [0, 300])
def test_who_was_there_too_little_gets_none(minutes):
    (enrolment,) = settled(minutes=minutes)
    assert enrolment.state in (EnrolmentState.ABSENT, EnrolmentState.PARTLY_ATTENDED)
    assert issue_due(now=AFTER) == []


@pytest.mark.django_db
def test_nothing_is_issued_while_attendance_may_still_be_corrected():
    (enrolment,) = settled()
    enrolment.seminar.state = "held"
    enrolment.seminar.save()
    assert issue_due(now=AFTER) == []


@pytest.mark.django_db
def test_a_revoked_certificate_does_not_come_back_by_itself():
    settled()
    issue_due(now=AFTER)
    Certificate.objects.update(state=CertificateState.REVOKED, ended_at=AFTER)
    assert issue_due(now=AFTER + A_DAY) == []


@pytest.mark.django_db
def test_each_office_counts_for_itself_and_each_year_anew_by_the_clock_in_berlin():
    new_year = datetime(2027, 12, 31, 23, 0, tzinfo=UTC)
    settled()
    issue_due(now=new_year - A_DAY)
    settled(seminar=SeminarFactory(central_office=office("DRK")))
    issue_due(now=new_year - A_DAY)
    settled()
    issue_due(now=new_year)
    assert numbers() == ["AWO-2027-00001", "DRK-2027-00001", "AWO-2028-00001"]


@pytest.mark.django_db
def test_the_facts_are_frozen_and_complete():
    CentralOffice.objects.filter(pk=office().pk).update(
        signatory_name="Dr. Ada Muster", signatory_function="Leitung"
    )
    seminar = SeminarFactory(
        course=CourseFactory(code="FB-1", title="Aufenthalts\u00adrecht  I"),
        number="S-1",
    )
    engage(seminar=seminar, speaker=speaker(), now=NOON)
    settled(counsellor(first_name="Zoe\u0308", last_name="Muster"), seminar=seminar, minutes=360)
    (certificate,) = issue_due(now=AFTER)
    site, code = settings.SITE_URL, certificate.code
    facts = certificate.facts
    assert set(code) <= set(ALPHABET)
    assert len(code) == 12
    assert facts.pop("wording")["extent"] == (
        "im Umfang von 13,71 der 16 Unterrichtseinheiten (je 45 Minuten)"
    )
    session = {"starts": "09:00", "ends": "16:00", "title": "", "units": "8"}
    assert facts == {
        "version": 2,
        "kind": "attendance",
        "language": "de",
        "status": {"list": "AWO-2027", "index": 1},
        "assessment": None,
        "replaces": "",
        "design": {
            "accent": "#0a4a6b",
            "footer": "",
            "funder_note": "",
            "logo": "",
            "signature": "",
        },
        "number": "AWO-2027-00001",
        "code": code,
        "check_url": f"{site}/pruefen/{code}/",
        "form_url": f"{site}/pruefen/",
        "issued_on": "2027-01-01",
        "issued_in": "Berlin",
        "person": {"first_name": "Zoë", "last_name": "Muster"},
        "first_day": "2026-12-02",
        "last_day": "2026-12-03",
        "sessions": [{"date": "2026-12-02", **session}, {"date": "2026-12-03", **session}],
        "units": {"offered": "16", "attended": "13.71"},
        "course": {
            "code": "FB-1",
            "title": "Aufenthaltsrecht I",
            "kind": "seminar",
            "topics": ["Aufenthalts- und Asylrecht"],
        },
        "seminar": {
            "number": "S-1",
            "place": "Haus am Wannsee, Berlin",
            "mode": "Präsenz",
            "speakers": "Jo Beispiel",
        },
        "office": {
            "name": "Zentralstelle AWO",
            "short_name": "AWO",
            "email": "awo@example.org",
        },
        "signatory": {"name": "Dr. Ada Muster", "function": "Leitung"},
    }
    seminar.course.title = "Anders"
    seminar.course.save()
    certificate.refresh_from_db()
    assert certificate.facts["course"]["title"] == "Aufenthaltsrecht I"


@pytest.mark.django_db
def test_the_file_lies_where_nobody_guesses_and_nowhere_else():
    settled(counsellor(), counsellor())
    first, second = issue_due(now=AFTER)
    assert first.pdf.name.startswith("certificates/2027/AWO-2027-00001-")
    assert first.pdf.name.split("-")[-1] != second.pdf.name.split("-")[-1]
    assert not Path(first.pdf.path).is_relative_to(settings.MEDIA_ROOT)
    with first.pdf.open() as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_the_stored_facts_make_the_stored_file_again_up_to_its_seal():
    settled()
    issue_due(now=AFTER)
    made = Certificate.objects.get()
    again = pdf.render(made.facts, credential=made.credential, pictures={}, at=made.issued_at)
    with made.pdf.open() as file:
        assert file.read().startswith(again)


@pytest.mark.django_db
def test_what_cannot_be_printed_stops_nobody_else_and_is_told_once(caplog):
    bad, good = counsellor(first_name="Li 李"), [counsellor(), counsellor()]
    settled(good[0], bad, good[1])
    OutgoingMail.objects.all().delete()
    with caplog.at_level(logging.WARNING, logger="certificates.services.issuing"):
        issued = issue_due(now=AFTER)
        issue_due(now=AFTER + A_DAY)
    assert [(c.number, c.enrolment.person) for c in issued] == list(
        zip(NUMBERS[:2], good, strict=True)
    )
    assert f"person {bad.pk}, " in caplog.messages[0]
    assert "李 (U+674E)" in caplog.messages[0]
    told = letter(key__startswith="certificate-hindered")
    assert told.to == "awo@example.org"
    assert str(bad) in told.subject
    assert "李 (U+674E)" in told.body
    bad.first_name = "Li"
    bad.save()
    assert [c.number for c in issue_due(now=AFTER + A_DAY)] == NUMBERS[2:]


@pytest.mark.django_db
def test_a_full_disk_leaves_nothing_half_done_and_the_next_run_makes_up_for_it(settings, tmp_path):
    (tmp_path / "certificates").write_text("a file where the folder should be")
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settled()
    OutgoingMail.objects.all().delete()
    settings.STORAGES = settings.STORAGES | {"private": private}
    field = Certificate._meta.get_field("pdf")
    before, field.storage = field.storage, private_storage()
    try:
        assert issue_due(now=AFTER) == []
        assert (numbers(), OutgoingMail.objects.count()) == ([], 0)
        (tmp_path / "certificates").unlink()
        assert [c.number for c in issue_due(now=AFTER)] == NUMBERS[:1]
    finally:
        field.storage = before
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


@pytest.mark.django_db
def test_a_file_left_behind_by_a_crash_is_replaced():
    settled()
    name = making.file_name(2027, NUMBERS[0])
    making._store(Certificate(pdf=name).pdf, b"left behind")
    (certificate,) = issue_due(now=AFTER)
    assert certificate.pdf.name == name
    with certificate.pdf.open() as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_the_beat_issues_what_is_due():
    settled()
    assert tasks.issue_due_certificates() == 1
    beat = app.conf.beat_schedule["issue certificates"]["task"]
    assert beat == tasks.issue_due_certificates.name


def at_once(workers, work):
    """Run `work(n)` in `workers` threads that start together, each on its own connection."""
    start = Barrier(workers)

    def run(n):
        try:
            start.wait()
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as crowd:
        return list(crowd.map(run, range(workers)))


def owing(enrolment):
    return [(CertificateKind.ATTENDANCE, enrolment.pk)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_number_without_gap_or_double(caplog):
    enrolments = settled(*[counsellor() for _ in range(6)])
    outcomes = at_once(2, lambda _: len(issue_due(now=AFTER)))
    certificates = Certificate.objects.order_by("serial")
    assert [c.serial for c in certificates] == [1, 2, 3, 4, 5, 6]
    assert {c.enrolment for c in certificates} == set(enrolments)
    assert sum(outcomes) == 6
    assert caplog.messages == []


@pytest.mark.django_db(transaction=True)
def test_two_certificates_of_one_office_at_once_get_two_numbers():
    enrolments = settled(*[counsellor() for _ in range(4)])
    at_once(4, lambda n: issuing.issue(office().pk, owing(enrolments[n]), now=AFTER))
    assert sorted(numbers()) == [f"AWO-2027-0000{n}" for n in (1, 2, 3, 4)]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_fails(monkeypatch):
    """The negative control: it is the lock, and not luck, that keeps the numbers apart."""
    enrolments = settled(*[counsellor() for _ in range(4)])
    monkeypatch.setattr(issuing, "lock_office", lambda _: CentralOffice.objects.get())
    at_once(4, lambda n: issuing.issue_or_report(office().pk, owing(enrolments[n]), now=AFTER))
    assert len(numbers()) < 4
