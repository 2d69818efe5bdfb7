"""The file for whoever may see it, the check for anybody, and neither for the curious."""

import time
from functools import partial

import pytest
from django.core.cache import cache
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from certificates.checking import masked
from certificates.codes import grouped, new_code, read_code
from certificates.models import Certificate
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from certificates.templatetags.certificates import certificates_by_enrolment, of
from courses.models import Enrolment
from fortbildung.shared.rate_limit import address_of, seconds_to_wait
from organisations.models import User
from tests.caches import away, fresh
from tests.certificates.settled import AFTER, settled
from tests.factories import (
    NOON,
    PersonFactory,
    SeminarFactory,
    association,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    provider,
    site,
)


@pytest.fixture
def certificate(db):  # noqa: ARG001 – the database
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    return made


# The file


def download(client, certificate, user):
    if user:
        client.force_login(user)
    return client.get(reverse("certificates:pdf", args=[certificate.number]))


READERS = {
    "the person": lambda: User.objects.get(last_name="Muster"),
    "the site's manager": lambda: manager(of=site()),
    "the provider's manager": lambda: manager(of=provider()),
    "the association's manager": lambda: manager(of=association()),
    "the organising office": office_staff,
}
STRANGERS = {
    "somebody else": counsellor,
    "somebody without a place": PersonFactory,
    "another provider's manager": lambda: manager(of=provider("Träger Zwei")),
    "another site's manager": lambda: manager(of=site("Beratungsstelle Süd")),
    "another office": lambda: office_staff(of=office("DRK")),
    "national coordination": coordinator,
}


@pytest.mark.parametrize("reader", READERS)
def test_the_file_opens_for_whoever_may_see_the_enrolment(client, certificate, reader):
    response = download(client, certificate, READERS[reader]())
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="Teilnahmebescheinigung-AWO-2027-00001.pdf"'
    )
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_for_strangers_the_file_does_not_exist(client, certificate, stranger):
    response = download(client, certificate, STRANGERS[stranger]())
    assert response.status_code == 404


def test_who_is_not_logged_in_is_asked_to(client, certificate):
    response = download(client, certificate, None)
    address = reverse("certificates:pdf", args=[certificate.number])
    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next={address}",
    )


# The check


def test_anybody_learns_that_a_certificate_is_genuine_and_no_name(client, certificate):
    response = client.get(f"/pruefen/{certificate.code}/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "kern-alert--success" in page
    for shown in ("AWO-2027-00001", "Zentralstelle AWO", "1. Januar 2027", "K… M…", "16"):
        assert shown in page
    assert "Muster" not in page
    assert certificate.enrolment.person.email not in page


@pytest.mark.parametrize(
    ("state", "alert"),
    [(CertificateState.REPLACED, "warning"), (CertificateState.REVOKED, "danger")],
)
def test_a_certificate_that_counts_no_more_says_so(client, certificate, state, alert):
    Certificate.objects.update(state=state, ended_at=AFTER)
    response = client.get(f"/pruefen/{certificate.code}/")
    assert response.status_code == 200
    page = response.content.decode()
    assert f"kern-alert--{alert}" in page
    assert "kern-alert--success" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["K7QXM2RP9TLA", "quatsch", "<script>"])
def test_an_unknown_code_is_not_found_on_a_page_that_helps(client, code):
    response = client.get(reverse("certificates:checked", args=[code]))
    assert response.status_code == 404
    page = response.content.decode()
    assert "kern-alert--danger" in page
    assert 'name="code"' in page
    assert "<script>" not in page


def test_a_code_is_understood_however_it_is_typed(client, certificate):
    typed = f" {grouped(certificate.code).lower().replace('-', ' – ')} "
    response = client.get("/pruefen/", {"code": typed})
    assert (response.status_code, response.url) == (302, f"/pruefen/{certificate.code}/")
    response = client.get(f"/pruefen/{grouped(certificate.code).lower()}/")
    assert (response.status_code, response.url) == (302, f"/pruefen/{certificate.code}/")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "K7QX", "K7QX-M2RP-9TL0", "K7QX-M2RP-9TLAA"])
def test_what_cannot_be_a_code_is_told_beside_the_field(client, typed):
    response = client.get("/pruefen/", {"code": typed})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["code"]


@pytest.mark.django_db
def test_nothing_keeps_or_lists_what_was_checked(client, certificate):
    for path in ("/pruefen/", f"/pruefen/{certificate.code}/", "/pruefen/K7QXM2RP9TLA/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_qr_code_leads_to_the_check(client, certificate):
    address = certificate.facts["check_url"]
    assert client.get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.django_db
def test_who_tries_codes_is_asked_to_wait_and_others_are_not(client, settings):
    fresh(settings)
    answers = [client.get(f"/pruefen/{new_code()}/") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert Client(REMOTE_ADDR="192.0.2.1").get(f"/pruefen/{new_code()}/").status_code == 404


SCOPE = f"test-{new_code()}"  # the cache outlives a test run


def counted(address, *, limit=2, period=3600):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    asking = address_of(request)
    return seconds_to_wait(asking, scope=SCOPE, limit=limit, period=period)


def are_refused(*times):
    """For an hour, less the moment that has passed."""
    return [3590 < seconds <= 3600 for seconds in times]


def test_a_limit_counts_per_connection():
    assert are_refused(*(counted("192.0.2.7") for _ in range(3))) == [False, False, True]
    assert counted("192.0.2.8") == 0
    assert are_refused(*(counted(f"2001:db8::{n}") for n in (1, 2, 3))) == [False, False, True]
    assert counted("2001:db8:0:1::1") == 0


@pytest.mark.django_db
@pytest.mark.parametrize("cache_is_there", [True, False])
def test_a_limit_begins_anew_however_often_one_asks_meanwhile(settings, cache_is_there):
    if not cache_is_there:
        away(settings)
    began, asked = time.monotonic(), partial(counted, f"192.0.2.{10 + cache_is_there}", period=1)
    while asked(limit=1) == 0:
        assert time.monotonic() - began < 10, "Nobody was ever refused."
    while asked(limit=1):
        assert time.monotonic() - began < 10, "The period never ended."
        time.sleep(0.1)


def test_whoever_was_counted_without_a_period_waits_for_one_only():
    key = f"rate:{SCOPE}:killed"
    cache.set(key, 5, timeout=None)
    assert are_refused(cache.seconds_to_wait(key, 2, 3600)) == [True]
    assert are_refused(cache.seconds_to_wait(key, 2, 60)) == [True]


@pytest.mark.django_db
def test_without_a_cache_the_limit_holds_all_the_same(settings):
    away(settings)
    assert are_refused(*(counted("192.0.2.9", limit=1) for _ in range(3))) == [False, True, True]


# The codes


def test_codes_are_easy_to_read_and_do_not_repeat():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert {len(code) for code in codes} == {12}
    assert not set("01IO") & set("".join(codes))
    assert all(read_code(grouped(code).lower()) == code for code in codes)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Kim", "Muster"), "K… M…"),
        (("Zoë", "von der Au"), "Z… v…"),
        (("N\u0304a", "L\u0302\u0302"), "N\u0304… L\u0302\u0302…"),
        (("", "Muster"), "M…"),
    ],
)
def test_of_a_name_only_the_initials_are_told(names, shown):
    assert masked(names) == shown


# Beside the list of enrolments


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 5])
def test_the_certificates_of_a_list_cost_one_query(rows, django_assert_num_queries):
    person = counsellor()
    for day in range(rows):
        settled(person, seminar=SeminarFactory(days=1, days__start=NOON.replace(day=3 + day)))
    issued = issue_due(now=AFTER)
    enrolments = list(Enrolment.objects.order_by("pk"))
    template = Template(
        "{% load certificates %}{% certificates_of enrolments as proofs %}"
        "{% for enrolment in enrolments %}{% with proof=proofs|of:enrolment %}"
        '{% include "certificates/download.html" with certificate=proof only %}'
        "{% endwith %}{% endfor %}"
    )
    with django_assert_num_queries(1):
        page = template.render(Context({"enrolments": enrolments}))
    assert all(f"/zertifikate/{made.number}.pdf" in page for made in issued)
    assert len(issued) == rows


@pytest.mark.django_db
def test_only_valid_certificates_stand_in_a_list():
    (enrolment,) = settled()
    assert of(certificates_by_enrolment([enrolment]), enrolment) is None
    (made,) = issue_due(now=AFTER)
    assert of(certificates_by_enrolment([enrolment]), enrolment) == made
    Certificate.objects.update(state=CertificateState.REVOKED, ended_at=AFTER)
    assert of(certificates_by_enrolment([enrolment]), enrolment) is None
