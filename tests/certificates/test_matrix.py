"""The matrix of managers: whom it shows, in which states, as files, and booking for all."""

import re
from datetime import timedelta
from io import BytesIO

import page
import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from certificates.services.matrix import Choice, matrix, staff_of_manager
from courses.models import Enrolment, Qualification
from organisations.models import Employment
from tests.certificates.kinds import fact, grants, kind
from tests.certificates.required import TODAY, exemption, pause, requirement
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    SeminarFactory,
    counsellor,
    manager,
    programme,
    provider,
    site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("boss")]
ADDRESS = "/team/qualifikationen/"


@pytest.fixture
def recht():
    return kind()


@pytest.fixture
def boss(client):
    boss = manager()
    client.force_login(boss)
    return boss


def states(client, **query):
    """Name → the states of the row, as the page has them."""
    shown = client.get(ADDRESS, query)
    return {
        row.line.person.last_name: [status and f"{status.state}" for status in row.statuses]
        for row in shown.context["page"]
    }


def close_together(answer):
    """What the page says, without the spaces between its tags."""
    return re.sub(r"\s*([<>])\s*", r"\1", answer.content.decode())


def in_days(number, **fields):
    """A seminar that can be booked now and begins in so many days."""
    noon = timezone.now().replace(hour=11, minute=0)
    start = noon + number * A_DAY
    facts = {"opens_at": noon - A_DAY, "closes_at": start - A_DAY, "days__start": start}
    return SeminarFactory(**(facts | fields))


def test_a_manager_sees_their_own_people_and_nobody_elses(client, recht):
    requirement(recht)
    counsellor(last_name="Eigen")
    counsellor(site("Fremd", below=provider("Träger Zwei")), last_name="Fremd")
    assert states(client) == {"Eigen": ["overdue"]}


def test_rows_are_by_name_and_columns_by_title(client, recht):
    requirement(recht, title="Zweitens")
    requirement(kind("SCHUTZ", "Schutz"), title="Erstens", programme=programme("JMD"))
    counsellor(last_name="Öztürk")
    counsellor(last_name="Albrecht")
    counsellor(last_name="Peters", in_programme="JMD")
    shown = client.get(ADDRESS).context
    assert [r.title for r in shown["found"].requirements] == ["Erstens", "Zweitens"]
    assert list(states(client).items()) == [
        ("Albrecht", [None, "overdue"]),
        ("Öztürk", [None, "overdue"]),
        ("Peters", ["overdue", "overdue"]),
    ]


def test_it_is_filtered_by_site_programme_and_state(client, recht):
    requirement(recht)
    other = site("Beratungsstelle Süd")
    counsellor(last_name="Mitte")
    fact(counsellor(other, last_name="Süd"), recht, TODAY)
    counsellor(last_name="Jugend", in_programme="JMD")
    assert states(client, site=other.pk) == {"Süd": ["met"]}
    assert states(client, programme=programme("JMD").pk) == {"Jugend": ["overdue"]}
    assert set(states(client, state="overdue")) == {"Mitte", "Jugend"}
    assert states(client, state="paused") == {}
    assert "Niemand gefunden" in client.get(ADDRESS, {"state": "paused"}).content.decode()


def test_it_is_shown_as_it_was_on_another_day(client, recht):
    requirement(recht)
    person = counsellor(last_name="Damals")
    fact(person, recht, TODAY - timedelta(days=600))
    assert states(client, on="2026-01-15") == {"Damals": ["met"]}
    shown = client.get(ADDRESS, {"on": "2026-01-15"}).content.decode()
    assert "Wie es am 15. Januar 2026 war" in shown
    assert reverse("certificates:book_all", args=[recht.requirements.get().pk]) not in shown


def test_the_files_say_the_same_as_the_page(client, recht):
    requirement(recht, title="Aufenthaltsrecht")
    person = counsellor(first_name="Kim", last_name="=Böse")
    fact(person, recht, TODAY)
    excel = client.get(f"{ADDRESS[:-1]}.xlsx?on={TODAY}").content
    sheet = CalamineWorkbook.from_filelike(BytesIO(excel)).get_sheet_by_index(0).to_python()
    assert sheet == [
        ["Person", "Beratungsstelle", "Förderprogramm", "Aufenthaltsrecht"],
        ["=Böse, Kim", "Beratungsstelle Mitte", "MBE", "erfüllt, 02.11.2028"],
    ]
    paper = client.get(f"{ADDRESS[:-1]}.pdf?on={TODAY}").content
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        checked = page.validate_pdf_bytes(paper, profile=profile)
        assert checked.is_compliant, checked.failures
    assert client.get(f"{ADDRESS[:-1]}.exe").status_code == 404


def test_one_click_books_all_who_lack_it_each_with_a_result(client, boss, recht):
    asked = requirement(recht)
    lacking = [counsellor(last_name=name) for name in ("Aa", "Bb")]
    fact(counsellor(last_name="Hat"), recht, TODAY)
    exemption(counsellor(last_name="Befreit"), asked, TODAY, TODAY + timedelta(days=900))
    pause(counsellor(last_name="Ruht"), TODAY)
    seminar = in_days(30, course=grants(recht), capacity=1)
    address = reverse("certificates:book_all", args=[asked.pk])
    shown = client.get(address).context
    assert [line.person.last_name for line in shown["lines"]] == ["Aa", "Bb"]
    answer = client.post(address, {"seminar": seminar.number}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 2
    booked = Enrolment.objects.order_by("pk")
    assert [(e.person, e.booked_by, e.state) for e in booked] == [
        (lacking[0], boss, "confirmed"),
        (lacking[1], boss, "waiting"),
    ]
    assert states(client, state="planned") == {"Aa": ["planned"]}


def test_a_refused_booking_stops_no_other(client, recht):
    asked = requirement(recht)
    counsellor(last_name="Anders", in_programme="JMD")
    counsellor(last_name="Passt")
    seminar = in_days(30, course=grants(recht))
    seminar.course.programmes.add(programme())
    address = reverse("certificates:book_all", args=[asked.pk])
    client.post(address, {"seminar": seminar.number})
    assert [e.person.last_name for e in Enrolment.objects.all()] == ["Passt"]


def test_a_date_that_is_gone_books_nobody(client, recht):
    asked = requirement(recht)
    counsellor()
    address = reverse("certificates:book_all", args=[asked.pk])
    answer = client.post(address, {"seminar": "S-9"}, follow=True)
    assert "nicht mehr gebucht werden" in answer.content.decode()
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("people", [1, 5])
def test_the_page_costs_the_same_for_one_and_many(client, recht, people, django_assert_num_queries):
    requirement(recht)
    for _number in range(people):
        pause(counsellor(), TODAY)
    client.get(ADDRESS)
    with django_assert_num_queries(18):
        client.get(ADDRESS)


def many(people, requirements, recht):
    """A team of `people` of whom as many things are required."""
    here = site()
    staff = PersonFactory.create_batch(people, password="!")
    Employment.objects.bulk_create(
        Employment(
            user=person,
            organisation=here,
            programme=programme(),
            starts=TODAY,
            state="confirmed",
            decided_at=NOON,
        )
        for person in staff
    )
    for number in range(requirements):
        one = kind(f"K{number}", f"Art {number}")
        requirement(one, title=f"Anforderung {number}")
    for person in staff[::7]:
        fact(person, recht, TODAY)


def test_five_hundred_people_and_twenty_requirements_are_all_counted(client, recht):
    many(500, 20, recht)
    requirement(recht)
    shown = client.get(ADDRESS)
    assert shown.context["page"].paginator.count == 500
    assert len(shown.context["found"].requirements) == 21
    assert shown.context["found"].total.total() == 500 * 21


def test_the_lookup_alone_costs_the_same_few_queries(boss, recht, django_assert_num_queries):
    many(20, 3, recht)
    with django_assert_num_queries(7):
        found = matrix(staff_of_manager(boss, on=TODAY), Choice(on=TODAY))
    assert len(found.rows) == 20


def test_pauses_show_the_manager_kind_and_dates_and_nothing_else(client, boss):
    person = counsellor()
    address = reverse("certificates:add_pause", args=[person.pk])
    client.post(address, {"kind": "illness", "starts": "2026-11-01", "ends": "2026-11-30"})
    noted = person.pauses.get()
    assert (noted.kind, noted.recorded_by) == ("illness", boss)
    shown = client.get(reverse("certificates:proofs", args=[person.pk])).content.decode()
    assert "Krankheit" in shown
    again = client.post(address, {"kind": "illness", "starts": "2026-11-30"})
    assert "schon eine Auszeit" in again.content.decode()
    client.post(reverse("certificates:drop_pause", args=[person.pk, noted.pk]))
    assert not person.pauses.exists()


def test_an_exemption_is_granted_and_ended(client, recht):
    asked, person = requirement(recht), counsellor()
    address = reverse("certificates:add_exemption", args=[person.pk])
    form = {"requirement": asked.pk, "reason": "Langjährige Erfahrung"}
    client.post(address, form | {"starts": "2026-11-01", "ends": "2036-11-30"})
    assert list(states(client).values()) == [["exempt"]]
    granted = person.exemptions.get()
    client.post(reverse("certificates:end_exemption", args=[person.pk, granted.pk]))
    assert list(states(client).values()) != [["exempt"]]


def test_nobody_notes_anything_about_strangers_or_themselves(client, boss):
    stranger = counsellor(site("Fremd", below=provider("Träger Zwei")))
    for person in (stranger, boss):
        for name in ("proofs", "add_pause", "add_exemption"):
            assert client.get(reverse(f"certificates:{name}", args=[person.pk])).status_code == 404


def test_who_reads_english_reads_the_english_name_of_a_kind(client, recht):
    Qualification.objects.filter(pk=recht.pk).update(name_en="Residence law")
    person, other = counsellor(), kind(code="ASYL", name="Asylrecht")
    for each in (recht, other):
        fact(person, each, TODAY)
        requirement(each, title=f"Pflicht {each.code}")
    english = {"accept-language": "en"}
    notes = CalamineWorkbook.from_filelike(
        BytesIO(client.get(f"{ADDRESS[:-1]}.xlsx?on={TODAY}", headers=english).content)
    )
    said = str([notes.get_sheet_by_name(name).to_python() for name in notes.sheet_names])
    assert "Residence law within" in said
    assert recht.name not in said
    client.force_login(person)
    for name in ("certificates:own_proofs", "certificates:record"):
        shown = close_together(client.get(reverse(name), headers=english))
        assert 'lang="en">Residence law<' in shown
        assert 'lang="de">Asylrecht<' in shown
        assert f'lang="de">{recht.name}<' in close_together(client.get(reverse(name)))


def test_everybody_sees_their_own_history_with_what_became_of_each_fact(client, recht):
    person = counsellor()
    fact(person, recht, TODAY - timedelta(days=60))
    fact(person, recht, TODAY - timedelta(days=30), effect="renews")
    client.force_login(person)
    shown = client.get(reverse("certificates:own_proofs")).content.decode()
    assert "beginnt die Gültigkeit" in shown
    assert "zu früh" in shown
