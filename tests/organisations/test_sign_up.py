"""From a stranger to a person with a log-in and a request to be confirmed."""

import re

import pytest
from django.urls import reverse

from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment, User
from organisations.services.accounts import trust_address
from tests.factories import PersonFactory, association, manager, programme, provider, site

pytestmark = pytest.mark.django_db
PASSWORD = "Wannsee-Fortbildung-27"
LINK = re.compile(r"http://testserver(/konto/\S+)")


def answers(**changes):
    return {
        "first_name": "Ayşe",
        "last_name": "Nguyễn-Müller",
        "email": "Ayse@Example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "programme": programme().pk,
        "function": "counsellor",
        "starts": "2024-03-01",
    } | changes


def sign_up(client, place, **changes):
    url = reverse("organisations:sign_up", args=[place.pk])
    return client.post(url, answers(**changes))


def test_a_stranger_finds_the_site_registers_confirms_the_address_and_logs_in(client):
    place, boss = site(), manager()
    found = client.get("/konto/signup/", {"q": "10115 mitte"})
    assert [(p.name, p.line) for p in found.context["places"]] == [
        ("Beratungsstelle Mitte", "AWO › Träger Eins")
    ]
    assert client.get(f"/konto/signup/{place.pk}/").status_code == 200
    answer = sign_up(client, place)
    assert answer.url == "/konto/confirm-email/"
    assert client.get(answer.url).status_code == 200

    person = User.objects.get(email="ayse@example.org")
    assert str(person) == "Ayşe Nguyễn-Müller"
    job = Employment.objects.get(user=person)
    assert (job.organisation, job.programme.code, job.state) == (place, "MBE", "requested")
    assert OutgoingMail.objects.get().to == person.email  # whoever that is

    credentials = {"login": person.email, "password": PASSWORD}
    assert client.post("/konto/login/", credentials).url == "/konto/confirm-email/"
    link = LINK.search(OutgoingMail.objects.get(to=person.email).body)[1]
    assert person.email in client.get(link).content.decode()
    assert client.post(link).url == "/konto/login/"
    assert OutgoingMail.objects.filter(to=boss.email).count() == 1
    assert client.post("/konto/login/", credentials).url == "/meine-fortbildungen/"


def test_a_volunteer_says_so_and_the_manager_reads_it(client):
    boss = manager()
    for email, facts in (("ada@example.org", {"volunteer": "on"}), ("ben@example.org", {})):
        sign_up(client, site(), email=email, **facts)
    jobs = Employment.objects.order_by("pk")
    assert [job.volunteer for job in jobs] == [True, False]
    client.force_login(boss)
    page = client.get(reverse("organisations:team")).content.decode()
    assert page.count("Beratungskraft, ehrenamtlich") == 1


def test_who_registers_to_book_comes_back_to_the_same_seminar(client):
    place, back = site(), "/buchen/S-1/"
    log_in = client.get("/konto/login/", {"next": back}).content.decode()
    assert 'href="/konto/signup/?next=%2Fbuchen%2FS-1%2F"' in log_in
    found = client.get("/konto/signup/", {"q": "mitte", "next": back}).content.decode()
    assert f'href="/konto/signup/{place.pk}/?next=%2Fbuchen%2FS-1%2F"' in found
    assert f'<input type="hidden" name="next" value="{back}">' in found  # of the search
    sign_up(client, place, next=back)
    link = LINK.search(OutgoingMail.objects.get(to="ayse@example.org").body)[1]
    landed = client.post(link).url
    assert landed == "/konto/login/?next=%2Fbuchen%2FS-1%2F"
    credentials = {"login": "ayse@example.org", "password": PASSWORD, "next": back}
    assert client.post(landed, credentials).url == back


def test_nobody_is_led_elsewhere_after_registering(client):
    sign_up(client, site(), next="https://example.com/")
    link = LINK.search(OutgoingMail.objects.get(to="ayse@example.org").body)[1]
    assert client.post(link).url in {"/konto/login/", "/meine-fortbildungen/"}


def test_a_name_no_certificate_could_show_is_refused_naming_the_letters(client):
    answer = sign_up(client, site(), first_name="李🙂", last_name="Σωκράτης")
    errors = answer.context["form"].errors
    assert list(errors) == ["first_name"]
    assert [letter in errors["first_name"][0] for letter in "李🙂Σ"] == [True, True, False]
    assert not User.objects.exists()


def test_whoever_is_registered_already_gets_a_mail_and_the_page_does_not_tell(client):
    person = PersonFactory(email="ayse@example.org")
    answer = sign_up(client, site())
    assert answer.url == "/konto/confirm-email/"
    assert list(User.objects.all()) == [person]
    assert not Employment.objects.exists()
    assert "/konto/password/reset/" in OutgoingMail.objects.get(to=person.email).body


@pytest.mark.parametrize("taken", [True, False])
def test_a_refusal_is_the_same_whether_or_not_the_address_is_taken(client, taken):
    if taken:
        PersonFactory(email="ayse@example.org")
    answer = sign_up(client, site(), starts="1024-03-01")
    assert len(answer.context["form"].non_field_errors()) == 1
    assert User.objects.count() == taken
    assert not OutgoingMail.objects.exists()


def test_only_programmes_of_the_site_can_be_chosen(client):
    programme("JMD")
    page = client.get(f"/konto/signup/{site().pk}/")
    assert [str(p) for p in page.context["form"].fields["programme"].queryset] == ["MBE"]
    answer = sign_up(client, site(), programme=programme("JMD").pk)
    assert list(answer.context["form"].errors) == ["programme"]


def test_an_association_is_no_place_to_work_at(client):
    assert client.get(f"/konto/signup/{association().pk}/").status_code == 404


def test_who_is_logged_in_does_not_register_again(client):
    client.force_login(PersonFactory())
    assert client.get("/konto/signup/").url == "/konto/"
    assert client.get(f"/konto/signup/{site().pk}/").url == "/meine-fortbildungen/"


def test_the_search_costs_the_same_for_one_and_many(client, cost):
    def found(numbers):
        for number in numbers:
            site(f"Stelle {number}", below=provider(f"Träger {number}"))
        words = {"q": "stelle träger awo"}
        page = client.get("/konto/signup/", words)
        return len(page.context["places"]), cost("/konto/signup/", words)

    count, for_one = found([1])
    assert count == 1
    assert found([2, 3, 4, 5]) == (5, for_one)


def test_the_search_without_words_or_hits_says_what_to_do(client):
    site()
    assert client.get("/konto/signup/").context["places"] == []
    assert "Köpenick" in client.get("/konto/signup/", {"q": "Köpenick"}).content.decode()


def test_a_forgotten_password_is_set_anew_by_mail(client):
    person = PersonFactory()
    trust_address(user=person)
    assert client.get("/konto/password/reset/").status_code == 200
    answer = client.post("/konto/password/reset/", {"email": person.email})
    assert client.get(answer.url).status_code == 200
    link = LINK.search(OutgoingMail.objects.get(to=person.email).body)[1]
    form = client.get(link, follow=True)
    new = {"password1": PASSWORD, "password2": PASSWORD}
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert done.status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert OutgoingMail.objects.filter(to=person.email).count() == 2
    assert client.get(link).status_code == 200  # used up, and says so


def test_an_unknown_address_is_told_by_mail_only(client):
    answer = client.post("/konto/password/reset/", {"email": "niemand@example.org"})
    assert answer.url == "/konto/password/reset/done/"
    assert "/konto/signup/" in OutgoingMail.objects.get(to="niemand@example.org").body


def test_guessing_passwords_is_slowed_down(client):
    person = PersonFactory()
    guesses = {"login": person.email, "password": "falsch"}
    texts = [
        client.post("/konto/login/", guesses).context["form"].non_field_errors()[0]
        for _ in range(6)
    ]
    assert len(set(texts[:5])) == 1
    assert texts[5] != texts[0]


def test_asking_for_mails_too_often_is_answered_in_our_words(client):
    asked = [client.post("/konto/password/reset/", {"email": "a@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in asked] == [302] * 5 + [429]
    assert "<h1" in asked[5].content.decode()


def test_whom_the_office_entered_itself_logs_in_at_once(client):
    person = PersonFactory()
    credentials = {"login": person.email, "password": "geheim"}
    assert client.post("/konto/login/", credentials).url == "/konto/confirm-email/"
    trust_address(user=person)
    assert client.post("/konto/login/", credentials).url == "/meine-fortbildungen/"


@pytest.mark.parametrize("demo", [True, False])
def test_demo_log_ins_are_shown_in_the_demo_only(client, settings, demo):
    settings.DEMO = demo
    page = client.get("/konto/login/").content.decode()
    assert ("koordination@example.org" in page, "demo-fortbildung" in page) == (demo, demo)
