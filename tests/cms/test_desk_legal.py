"""Terms and privacy notice are written at the desk, in versions that never change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LegalText
from tests.cms.desk import to_the_admin
from tests.factories import A_DAY, NOON, coordinator, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TODAY = NOON.date()
ENGLISH = {
    "title_en": "Terms",
    "text_en": "## Enrolment\r\nNew.\r\n\r\n## Cancelling\r\nNew too.",
}
TEXT = "## Anmeldung\r\nNeu.\r\n\r\nZweiter Absatz.\r\n\r\n## Absage\r\nAuch neu."


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def write(client):
    """Fill in the form; with `seen` of the page before it is published."""
    staff = to_the_admin(office_staff())
    client.force_login(staff)

    def post(text=TEXT, day=TODAY, **more):
        address = reverse("desk_legal:write", args=["GDPR_BDSG", "terms"])
        facts = {"title": "Bedingungen", "valid_from": day.isoformat(), "text": text}
        return client.post(address, facts | more)

    post.by = staff
    return post


def told(page):
    return list(page.context["form"].non_field_errors())


def test_a_version_is_looked_at_and_then_published(write):
    shown = write()
    assert LegalText.objects.filter(version=2).count() == 0
    assert "<p>Zweiter Absatz.</p>" in shown.content.decode()
    other = write(text=TEXT + " Noch etwas.", seen=shown.context["seen"])
    assert not LegalText.objects.filter(version=2).exists()  # that was not looked at
    assert other.context["seen"] != shown.context["seen"]
    assert write(seen=shown.context["seen"]).url == reverse("desk_legal:index")
    text = LegalText.objects.get(version=2)
    assert (text.regime, text.kind, text.valid_from) == ("GDPR_BDSG", "terms", NOON)
    assert (text.written_by, text.written_at) == (write.by, NOON)
    assert [section["heading"] for section in text.sections] == ["Anmeldung", "Absage"]


def test_a_coming_version_holds_from_its_day_on(write, client):
    day = TODAY + 30 * A_DAY
    write(day=day, seen=write(day=day).context["seen"])
    coming = LegalText.objects.get(version=2)
    for now, version in ((NOON, 1), (NOON + 30 * A_DAY, 2)):
        current = LegalText.objects.current("GDPR_BDSG", now=now).get(kind="terms")
        assert current.version == version
    assert client.get(reverse("courses:legal_text", args=[coming.pk])).status_code == 404
    assert client.get(reverse("desk_legal:text", args=[coming.pk])).status_code == 200
    assert told(write(text=TEXT + "!")) == [
        "Fassung 2 gilt ab dem 2. Dezember 2026. Wählen Sie diesen Tag oder einen späteren."
    ]


def test_what_makes_no_sense_is_not_published(write):
    (past,) = told(write(day=TODAY - A_DAY))
    assert past.startswith("Der Tag liegt in der Vergangenheit.")
    assert told(write(text="Ohne Überschrift")) == [
        "Der Text braucht einen Abschnitt. Beginnen Sie jeden mit einer Zeile wie „## Überschrift“."
    ]
    assert told(write(text="## Leer\n\n## Voll\nText")) == [
        "Jeder Abschnitt braucht eine Überschrift und darunter einen Text."
    ]
    write(seen=write().context["seen"])
    assert told(write()) == ["Es wurde nichts geändert. Eine neue Fassung sagt etwas anderes."]


def test_an_english_text_is_looked_at_and_published_with_the_version(write, client):
    german = write()
    shown = write(**ENGLISH)
    assert '<div class="desk-prose" lang="en">' in shown.content.decode()
    assert "<h3>Cancelling</h3>" in shown.content.decode()
    assert shown.context["seen"] != german.context["seen"]
    write(seen=german.context["seen"], **ENGLISH)
    assert not LegalText.objects.filter(version=2).exists()  # the English was not looked at
    write(seen=shown.context["seen"], **ENGLISH)
    text = LegalText.objects.get(version=2)
    assert text.title_en == "Terms"
    assert text.sections_en == [
        {"heading": "Enrolment", "text": "New."},
        {"heading": "Cancelling", "text": "New too."},
    ]
    begun = client.get(reverse("desk_legal:write", args=["GDPR_BDSG", "terms"])).context["form"]
    assert begun["title_en"].value() == "Terms"
    assert begun["text_en"].value() == ENGLISH["text_en"].replace("\r", "")
    shown = client.get(reverse("desk_legal:text", args=[text.pk])).content.decode()
    assert "<h3>Cancelling</h3>" in shown
    assert "auch auf Englisch" in client.get(reverse("desk_legal:index")).content.decode()


def test_english_alone_is_something_new_half_of_it_is_refused(write):
    write(seen=write().context["seen"])
    half = (
        "Auf Englisch gibt es nur den Titel oder nur den Text. Schreiben Sie beides, den Text mit "
        "Überschriften wie auf Deutsch, oder lassen Sie beides leer."
    )
    assert told(write(title_en="Terms")) == [half]
    assert told(write(text_en=ENGLISH["text_en"])) == [half]
    assert told(write(title_en="Terms", text_en="## Enrolment\nNew.")) == [
        "Anzahl der Abschnitte auf Englisch: 1, auf Deutsch: 2. Übersetzen Sie jeden Abschnitt."
    ]
    assert told(write(title_en="Terms", text_en="## Enrolment\n\n## Cancelling\nNew.")) == [
        "Auch auf Englisch braucht jeder Abschnitt eine Überschrift und darunter einen Text."
    ]
    loose = write(title_en="Terms", text_en="Without a heading")
    assert list(loose.context["form"].errors) == ["text_en"]
    write(seen=write(**ENGLISH).context["seen"], **ENGLISH)
    assert LegalText.objects.get(version=3).title_en == "Terms"


def test_what_a_colleague_published_meanwhile_is_looked_at_first(write):
    seen = write().context["seen"]
    theirs = TEXT + " Von nebenan."
    write(text=theirs, seen=write(text=theirs).context["seen"])
    again = write(seen=seen)
    assert list(LegalText.objects.filter(version__gte=2).values_list("version", flat=True)) == [2]
    assert again.context["seen"] not in ("", seen)


def test_an_office_writes_under_its_own_law_the_coordination_under_all(client):
    def status(regime):
        return client.get(reverse("desk_legal:write", args=[regime, "terms"])).status_code

    caritas = office("Caritas")
    caritas.regime = "KDG"
    caritas.save()
    client.force_login(to_the_admin(office_staff(caritas)))
    assert [status(law) for law in ("GDPR_BDSG", "KDG", "DSG_EKD", "x")] == [404, 200, 404, 404]
    client.force_login(to_the_admin(coordinator()))
    assert [status(law) for law in ("GDPR_BDSG", "KDG", "DSG_EKD", "x")] == [200, 200, 200, 404]


def test_the_list_costs_the_same_for_one_and_many(client, django_assert_max_num_queries):
    client.force_login(to_the_admin(office_staff()))
    address = reverse("desk_legal:index")
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    newest = LegalText.objects.get(kind="terms", regime="GDPR_BDSG")
    facts = {"kind": "terms", "regime": "GDPR_BDSG", "title": "Neu", "valid_from": NOON}
    for number in range(2, 7):
        LegalText.objects.create(version=number, sections=newest.sections, **facts)
    with django_assert_max_num_queries(60) as many:
        client.get(address)
    assert len(few) == len(many)
