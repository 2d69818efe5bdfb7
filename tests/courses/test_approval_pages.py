"""Deciding on bookings: managers, whoever stands in for them, and a mailbox without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from courses import links
from courses.kinds import Channel
from courses.models import ApprovalStep
from courses.states import EnrolmentState, StepState
from organisations.models import Organisation
from tests.caches import fresh
from tests.courses.pages import HOUR, asked, book, cost, give_up, said, seen, send, text_of
from tests.factories import A_DAY, NOON, counsellor, manager, provider, site
from tests.organisations.deputising import deputy_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def a_cache_of_ones_own(settings):
    """Visits are counted there."""
    fresh(settings)


@pytest.fixture
def boss(client):
    """The manager of everybody here, logged in."""
    boss = manager(first_name="Lea", last_name="Lenz")
    client.force_login(boss)
    return boss


@pytest.mark.usefixtures("boss")
def test_a_manager_sees_what_to_decide_and_nobody_elses(client):
    manager(provider("Träger Zwei"))
    step = asked(counsellor(first_name="Zoë", last_name="Ost"), fee=80)
    asked(counsellor(site("Anderswo", below=provider("Träger Zwei")), last_name="West"))
    text = seen(client, "courses:approvals")
    for words in (
        f"Zoë Ost: {step.enrolment.seminar.course.title}",
        "Beratungsstelle Mitte · 80 € · angefragt am 2. November 2026",
        "Ein Platz wird freigehalten bis Samstag, 7. November 2026, 12:00 Uhr.",
        "Zustimmungen (1)",
    ):
        assert words in text.replace("&nbsp;", " ")
    assert "West" not in text


@pytest.mark.usefixtures("boss")
def test_what_has_run_out_is_not_shown_any_more(client, clock):
    asked()
    clock(NOON + 6 * A_DAY)
    assert "Keine Anmeldung wartet auf Ihre Zustimmung." in seen(client, "courses:approvals")


def test_a_deputy_finds_the_approvals_and_nothing_else_of_the_team(client):
    boss, deputy = manager(), counsellor()
    deputy_of(boss, deputy)
    step = asked()
    client.force_login(deputy)
    assert f'href="{reverse("courses:approvals")}"' in seen(client, "courses:mine")
    text = seen(client, "courses:approvals")
    assert str(step.enrolment.person) in text
    assert reverse("courses:team_enrolments") not in text
    assert client.get(reverse("courses:team_enrolments")).status_code == 404
    landed = send(client, "courses:approvals", steps=[step.pk])
    assert len(said(landed)) == 1
    step.refresh_from_db()
    assert (step.state, step.decided_by) == (StepState.GRANTED, deputy)


@pytest.mark.usefixtures("boss")
def test_several_are_approved_at_once_each_with_its_result(client):
    held = asked(counsellor(last_name="Eins"))
    full = asked(counsellor(last_name="Zwei"), now=NOON - HOUR, capacity=1)
    waiting = book(full.enrolment.seminar, counsellor(last_name="Drei")).approval_steps.get()
    landed = send(client, "courses:approvals", steps=[held.pk, waiting.pk])
    title = held.enrolment.seminar.course.title
    assert sorted(said(landed)) == [
        f"Kim Drei, „{title}“: zugestimmt. Es gibt noch keinen Platz.",
        f"Kim Eins, „{title}“: zugestimmt. Der Platz ist bestätigt.",
    ]
    assert [step.pk for step in landed.context["page"]] == [full.pk]


@pytest.mark.usefixtures("boss")
def test_what_is_not_theirs_to_decide_cannot_be_sent_either(client):
    manager(provider("Träger Zwei"))
    foreign = asked(counsellor(site("Anderswo", below=provider("Träger Zwei"))))
    response = send(client, "courses:approvals", steps=[foreign.pk])
    assert "steps" in response.context["form"].errors
    assert send(client, "courses:deny", foreign.pk, reason="Nein").status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == StepState.PENDING


@pytest.mark.usefixtures("boss")
def test_choosing_nothing_is_said_kindly(client):
    asked()
    response = send(client, "courses:approvals")
    assert response.context["form"].errors == {"steps": ["Wählen Sie mindestens eine Anmeldung."]}


@pytest.mark.usefixtures("boss")
def test_denying_needs_a_reason_and_ends_the_booking(client):
    step = asked()
    assert "reason" in send(client, "courses:deny", step.pk, reason=" ").context["form"].errors
    landed = send(client, "courses:deny", step.pk, reason="Zu viel zu tun")
    assert said(landed)[0].endswith("nicht zugestimmt. Die Person erfährt den Grund.")
    step.enrolment.refresh_from_db()
    assert step.enrolment.state == EnrolmentState.DECLINED
    client.force_login(step.enrolment.person)
    assert "Zu viel zu tun" in seen(client, "courses:enrolment", step.enrolment.pk)


def test_the_person_sees_who_is_asked_until_when(client):
    manager(first_name="Lea", last_name="Lenz")
    step = asked()
    client.force_login(step.enrolment.person)
    text = seen(client, "courses:enrolment", step.enrolment.pk)
    assert "Leitung: angefragt am 2. November 2026, noch nicht entschieden (Lea Lenz)" in text
    assert "Ein Platz wird freigehalten bis Samstag, 7. November 2026, 12:00 Uhr." in text


@pytest.mark.usefixtures("boss")
def test_the_list_costs_the_same_for_one_and_many(client):
    asked()
    one = cost(client, "courses:approvals")
    for _number in range(4):
        asked()
    assert cost(client, "courses:approvals") == one


def mailed():
    """An approval a mailbox is asked for, and the token of its link."""
    person = counsellor(first_name="Zoë", last_name="Ost")
    Organisation.objects.filter(pk=provider().pk).update(email="leitung@example.org")
    step = asked(person, fee=80)
    return step, links.sign(step, now=NOON)


def decide(client, token, **fields):
    facts = {"name": "Lea Lenz", "function": "Geschäftsführung", "decision": "approve"}
    return client.post(reverse("courses:mailbox", args=[token]), facts | fields, follow=True)


def test_looking_at_the_link_shows_everything_and_changes_nothing(client):
    step, token = mailed()
    response = client.get(reverse("courses:mailbox", args=[token]))
    text = text_of(response)
    for words in ("Zoë Ost", "Träger Eins", "80 €", "Mittwoch, 2. Dezember 2026", "12:00 Uhr"):
        assert words in text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    step.refresh_from_db()
    assert step.state == StepState.PENDING


def test_the_link_decides_once_and_then_says_who_did(client):
    step, token = mailed()
    landed = decide(client, token)
    assert landed.status_code == 410
    assert said(landed) == ["Vielen Dank. Ihre Entscheidung ist festgehalten."]
    step.refresh_from_db()
    assert (step.state, step.via) == (StepState.GRANTED, Channel.MAILBOX)
    assert (step.decided_name, step.decided_function) == ("Lea Lenz", "Geschäftsführung")
    again = decide(client, token, decision="deny", reason="Doch nicht")
    assert again.status_code == 410
    text = text_of(again)
    assert "Lea Lenz" in text
    assert "2. November 2026" in text
    assert "Ost" not in text
    step.refresh_from_db()
    assert step.state == StepState.GRANTED


def test_denying_by_the_link_needs_a_reason(client):
    step, token = mailed()
    refused = decide(client, token, decision="deny")
    assert refused.context["form"].errors == {
        "reason": ["Nennen Sie den Grund, damit die Person ihn erfährt."]
    }
    decide(client, token, decision="deny", reason="Kein Geld")
    step.refresh_from_db()
    assert (step.state, step.reason) == (StepState.DENIED, "Kein Geld")


def test_forged_and_old_links_tell_nothing(client, clock):
    step, token = mailed()
    forged = client.get(reverse("courses:mailbox", args=[f"{token}x"]))
    clock(NOON + 15 * A_DAY)
    old = client.get(reverse("courses:mailbox", args=[token]))
    for response in (forged, old):
        assert response.status_code == 404
        text = text_of(response)
        assert "Dieser Link ist nicht gültig" in text
        assert "Ost" not in text
        assert step.enrolment.seminar.course.title not in text


def test_a_link_to_what_has_ended_says_so(client):
    step, token = mailed()
    give_up(step.enrolment)
    response = client.get(reverse("courses:mailbox", args=[token]))
    assert response.status_code == 410
    assert "Hier ist nichts mehr zu entscheiden" in text_of(response)


def test_the_form_needs_our_token_but_no_account():
    client = Client(enforce_csrf_checks=True)
    step, token = mailed()
    address = reverse("courses:mailbox", args=[token])
    facts = {"name": "Lea Lenz", "function": "Leitung", "decision": "approve"}
    assert client.post(address, facts).status_code == 403
    client.get(address)
    sent = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, **facts}
    assert client.post(address, sent).status_code == 302
    assert ApprovalStep.objects.get(pk=step.pk).state == StepState.GRANTED


def test_whoever_tries_many_links_has_to_wait(client):
    address = reverse("courses:mailbox", args=["x"])
    for _visit in range(30):
        assert client.get(address).status_code == 404
    response = client.get(address)
    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
