"""Accounts given up: leave, exemptions and papers go; what may have to be proven stays a while."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from certificates.models import Evidence
from certificates.services.forgetting import forget_proofs
from certificates.services.recognising import agree
from courses.models import QualificationRecord
from reports.services.own_data import pack
from tests.certificates.kinds import kind
from tests.certificates.required import exemption, pause, requirement
from tests.certificates.test_evidence import accepted, handed_in, recognised
from tests.factories import A_DAY, NOON, CourseFactory, counsellor, manager, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(settings, tmp_path):
    """Somebody of whom everything is known, and a proof accepted, one waiting."""
    settings.MEDIA_ROOT = tmp_path
    person, recht = counsellor(), kind()
    exemption(person, requirement(recht))
    pause(person, NOON.date())
    office("Caritas")
    rule = recognised(CourseFactory(), CourseFactory())
    agree(person=person, equivalence=rule, now=NOON)
    handed_in(person, title="Offen")
    accepted(handed_in(person, title="Anerkannt"), recht, manager())
    return person


def left(person):
    titles = list(person.evidence.order_by("title").values_list("title", flat=True))
    return titles, person.pauses.count(), person.exemptions.count(), person.recognitions.count()


def test_nothing_goes_while_the_account_stands(person):
    assert forget_proofs(now=NOON) == 0
    assert left(person) == (["Anerkannt", "Offen"], 1, 1, 1)


def test_what_need_not_be_proven_goes_with_the_account_the_rest_with_the_name(
    person, django_capture_on_commit_callbacks
):
    asked = person.erasure_requests.create(asked_at=NOON, done_at=NOON)
    files = {proof.title: proof.file.name for proof in Evidence.objects.all()}
    storage = Evidence.objects.first().file.storage
    with django_capture_on_commit_callbacks(execute=True):
        forget_proofs(now=NOON)
    assert left(person) == (["Anerkannt"], 0, 0, 1)
    assert [storage.exists(files[title]) for title in ("Offen", "Anerkannt")] == [False, True]
    asked.name_erased_at = NOON + A_DAY
    asked.save()
    with django_capture_on_commit_callbacks(execute=True):
        forget_proofs(now=NOON + A_DAY)
    assert left(person) == ([], 0, 0, 0)
    assert not storage.exists(files["Anerkannt"])
    assert QualificationRecord.objects.filter(person=person).exists()
    assert forget_proofs(now=NOON + A_DAY) == 0


def test_ones_own_data_has_all_of_it_and_the_papers(person):
    with pack(person) as file:
        folder = ZipFile(BytesIO(file.read()))
    facts = json.loads(folder.read("meine-daten.json"))
    assert [row["kind"] for row in facts["leave"]] == ["parental_leave"]
    assert [row["from_what"] for row in facts["exemptions"]] == ["Aufenthaltsrecht"]
    assert [row["title"] for row in facts["evidence"]] == ["Offen", "Anerkannt"]
    assert [row["name"] for row in facts["valid"]] == ["Aufenthaltsrecht"]
    assert len(facts["recognitions"]) == 1
    papers = [name for name in folder.namelist() if name.startswith("nachweise/")]
    assert len(papers) == 2
