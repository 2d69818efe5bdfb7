"""Terms and privacy notice: by the office's law, in versions, kept with each booking."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from courses.models import Consent, Enrolment, LegalText
from courses.services.consents import enrol_informing
from courses.services.exchange import replace
from organisations.states import DataProtectionRegime
from tests.courses.pages import seen, text_of
from tests.factories import NOON, SeminarFactory, counsellor, manager, office, office_staff
from tests.post import letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


ENGLISH = {"accept-language": "en"}


def newer(kind="terms", regime="GDPR_BDSG", **words):
    sections = [{"heading": "Neu", "text": "Ganz neu."}]
    facts = {"title": "Teilnahmebedingungen", "valid_from": NOON, "sections": sections} | words
    return LegalText.objects.create(kind=kind, regime=regime, version=2, **facts)


def in_english():
    words = {"title_en": "Terms", "sections_en": [{"heading": "New", "text": "All new."}]}
    return newer(**words)


def form_of(client, seminar):
    return client.get(reverse("courses:book", args=[seminar.number])).context["form"]


def book(client, seminar, texts):
    return client.post(reverse("courses:book", args=[seminar.number]), {"texts": texts})


@pytest.mark.parametrize("regime", DataProtectionRegime.values)
def test_a_booking_keeps_who_agreed_to_what_and_when(client, regime):
    caritas = office("Caritas")
    caritas.regime = regime
    caritas.save()
    person, seminar = counsellor(), SeminarFactory(central_office=caritas)
    client.force_login(person)
    book(client, seminar, form_of(client, seminar)["texts"].value())
    facts = ("person", "text__regime", "text__kind", "text__version", "at")
    assert set(Consent.objects.values_list(*facts)) == {
        (person.pk, regime, kind, 1, NOON) for kind in ("terms", "privacy")
    }
    page = seen(client, "courses:enrolment", Enrolment.objects.get().pk)
    assert "(Fassung 1), 2. November 2026, 12:00 Uhr" in page


def test_a_version_that_is_new_since_is_shown_before_it_is_agreed_to(client):
    seminar = SeminarFactory()
    client.force_login(counsellor())
    shown = form_of(client, seminar)["texts"].value()
    newest = newer()
    refused = book(client, seminar, shown)
    assert not Enrolment.objects.exists()
    assert "Lesen Sie sie und buchen Sie noch einmal." in text_of(refused)
    again = refused.context["form"]["texts"].value()
    assert again.startswith(f"{newest.pk},")
    assert book(client, seminar, again).status_code == 302


def test_an_old_version_stays_readable_and_says_that_it_is_old(client):
    old = LegalText.objects.get(kind="terms", regime="GDPR_BDSG")
    newest = newer()
    page = seen(client, "courses:legal_text", old.pk)
    assert "Dies ist eine frühere Fassung" in page
    assert f"/bedingungen/{newest.pk}/" in page
    assert "Ganz neu." in seen(client, "courses:legal_text", newest.pk)


def test_what_was_agreed_to_is_never_rewritten():
    text = LegalText.objects.first()
    for change in (lambda: LegalText.objects.update(title="Anders"), text.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def kept(enrolment):
    facts = ("text__kind", "person", "told")
    return set(Consent.objects.filter(enrolment=enrolment).values_list(*facts))


def test_a_manager_agrees_to_the_terms_for_the_employer_and_the_person_is_told(client):
    boss, person, seminar = manager(), counsellor(), SeminarFactory()
    client.force_login(boss)
    page = seen(client, "courses:book_staff", seminar.number)
    assert "Mit der Buchung stimmen Sie für Ihren Träger den Bedingungen zu." in page
    client.post(reverse("courses:book_staff", args=[seminar.number]), {"jobs": [person.job.pk]})
    enrolment = Enrolment.objects.get()
    assert kept(enrolment) == {("terms", boss.pk, False), ("privacy", person.pk, True)}
    told = letter(to=person.email).body
    assert f"{boss} hat Sie angemeldet." in told
    assert f"zugestimmt hat {boss} für Ihren Träger" in told
    client.force_login(person)
    page = seen(client, "courses:enrolment", enrolment.pk)
    assert "zu Ihrer Information" in page
    assert f"zugestimmt hat {boss} für Ihren Träger" in page


def test_whom_the_office_enters_is_told_both_texts():
    person, staff, seminar = counsellor(), office_staff(), SeminarFactory()
    facts = {"person": person, "employment": person.job, "seminar": seminar}
    enrolment = enrol_informing(by=staff, now=NOON, **facts)
    assert kept(enrolment) == {("terms", person.pk, True), ("privacy", person.pk, True)}


def test_who_comes_instead_is_told_too():
    boss, heir, seminar = manager(), counsellor(), SeminarFactory()
    first = counsellor()
    facts = {"person": first, "employment": first.job, "seminar": seminar}
    old = enrol_informing(by=boss, now=NOON, **facts)
    new = replace(enrolment=old, person=heir, employment=heir.job, by=boss, now=NOON)
    assert kept(new) == {("terms", boss.pk, False), ("privacy", heir.pk, True)}


def test_who_has_agreed_while_booking_is_not_told_again_by_mail(client):
    person, seminar = counsellor(), SeminarFactory()
    client.force_login(person)
    book(client, seminar, form_of(client, seminar)["texts"].value())
    assert "Diese Texte gelten" not in letter(to=person.email).body


def test_who_reads_english_reads_it_first_and_the_binding_german_below(client):
    address = reverse("courses:legal_text", args=[in_english().pk])
    page = text_of(client.get(address, headers=ENGLISH))
    assert '<h1 class="kern-heading-x-large" lang="en">Terms</h1>' in page
    assert "The German text, which stands below, is the binding one." in page
    english, german = page.index("All new."), page.index("Ganz neu.")
    assert english < page.index('lang="de">Teilnahmebedingungen</h2>') < german
    german = text_of(client.get(address))
    assert '<h1 class="kern-heading-x-large" lang="de">Teilnahmebedingungen</h1>' in german
    assert "All new." not in german
    assert "verbindlich" not in german.lower()


def test_a_text_nobody_has_translated_says_that_it_is_german(client):
    address = reverse("courses:legal_text", args=[newer().pk])
    page = text_of(client.get(address, headers=ENGLISH))
    assert '<h1 class="kern-heading-x-large" lang="de">Teilnahmebedingungen</h1>' in page
    assert '<div class="prose" lang="de">' in page
    assert "This text is in German only." in page
    assert "nur auf Deutsch" not in text_of(client.get(address))


@pytest.mark.parametrize(("headers", "language"), [(ENGLISH, "en"), ({}, "de")])
def test_a_booking_keeps_in_which_language_each_text_was_read(client, headers, language):
    in_english()  # of the terms; the privacy notice is in German only
    person, seminar = counsellor(), SeminarFactory()
    client.force_login(person)
    address = reverse("courses:book", args=[seminar.number])
    shown = client.get(address, headers=headers)
    assert ('lang="en" >Terms</a>' in text_of(shown)) == (language == "en")
    client.post(address, {"texts": shown.context["form"]["texts"].value()}, headers=headers)
    languages = dict(Consent.objects.values_list("text__kind", "language"))
    assert languages == {"terms": language, "privacy": "de"}
    own = reverse("courses:enrolment", args=[Enrolment.objects.get().pk])
    page = text_of(client.get(own, headers=ENGLISH))
    assert page.count("(read in English)") == (language == "en")


@pytest.mark.parametrize(("headers", "language"), [(ENGLISH, "en"), ({}, "de")])
def test_what_a_manager_agrees_to_keeps_the_language_what_is_told_does_not(
    client, headers, language
):
    in_english()
    person, seminar = counsellor(language="en"), SeminarFactory()
    client.force_login(manager())
    address = reverse("courses:book_staff", args=[seminar.number])
    client.post(address, {"jobs": [person.job.pk]}, headers=headers)
    languages = dict(Consent.objects.values_list("text__kind", "language"))
    assert languages == {"terms": language, "privacy": ""}
    told = letter(to=person.email).body
    assert "Terms (version 2), agreed to by" in told


def test_english_words_have_a_title_and_sections_or_are_not_there():
    for half in ({"title_en": "Terms"}, {"sections_en": [{"heading": "a", "text": "b"}]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            newer(**half)
