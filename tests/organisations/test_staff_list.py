"""The list of the staff: looked at line by line, then taken over as a whole."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment, Invitation, Organisation
from organisations.services.staff_list.planning import plan_staff_list
from organisations.services.staff_list.saving import save_staff_list
from tests.factories import (
    NOON,
    counsellor,
    manager,
    programme,
    site,
)
from tests.importing import as_csv
from tests.organisations.staff_lines import of, outcomes, plan, row, take_over, told

pytestmark = pytest.mark.django_db


def excel():
    """As personnel departments send it: a title case of headings, real dates and per cents."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nachname", "Vorname", "E-Mail-Adresse", "VZÄ", "Beschäftigt seit"])
        sheet.write_row(1, 0, ["von Muster", "Kim", "KIM@example.org"])
        sheet.write(1, 3, 0.5, book.add_format({"num_format": "0%"}))
        sheet.write(1, 4, date(2026, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"}))
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        excel(),
        "\ufeffE-Mail;Name;Umfang;ab\nkim@example.org;Kim von Muster;0,5;46082\n".encode(),
        b'email,name,share,starts\nkim@example.org,"von Muster, Kim",50,2026-03-01\n',
    ],
    ids=["Excel", "semicolons", "commas"],  # an Excel file tells when it was made
)
def test_a_list_is_read_however_it_was_written(data):
    site()
    (planned,) = plan(manager(), data).rows
    assert (planned.line.first_name, planned.line.last_name) == ("Kim", "von Muster")
    assert planned.line.email == "kim@example.org"
    assert planned.facts == {
        "organisation": site(),
        "programme": programme(),
        "function": "counsellor",
        "fte_share": Decimal("0.5"),
        "starts": date(2026, 3, 1),
    }


def test_each_line_says_what_becomes_of_it():
    boss, known, other, leaves = manager(), counsellor(), counsellor(), counsellor()
    site("Stelle Süd")
    lines = [
        row(),
        of(known),
        of(other, share="0,5", function="Verwaltung"),
        of(leaves, site="Stelle Süd", starts="01.12.2026"),
    ]
    planned = plan(boss, *lines)
    assert [each.outcome.value for each in planned.rows] == [
        "invited",
        "unchanged",
        "changed",
        "moved",
    ]
    assert [each.told for each in planned.rows[1:]] == [
        [],
        ["Funktion: Beratungskraft → Verwaltung", "Stellenanteil: 1,00 → 0,50"],
        [
            "Bis 30.11.2026: Beratungsstelle Mitte (MBE).",
            "Stelle Süd (MBE), Beratungskraft, Stellenanteil 1,00, ab 01.12.2026",
        ],
    ]


def test_what_is_wrong_is_told_with_its_remedy_and_nothing_is_taken_over():
    boss = manager()
    site()
    programme("JMD")
    wrong = {
        "E-Mail: „kein-at“ ist nicht gültig. Schreiben Sie sie wie kim@example.org.": row(
            email="kein-at"
        ),
        "Beratungsstelle: „Fremd“ ist keine Ihrer Beratungsstellen. Ihre sind: Träger Eins; "
        "Beratungsstelle Mitte, 10115 Berlin.": row(email="a@example.org", site="Fremd"),
        "Stellenanteil: „3 Tage“ ist kein Stellenanteil. Schreiben Sie eine Zahl von 0 bis 1 oder "
        "Prozent.": row(email="b@example.org", share="3 Tage"),
        "Funktion: „Chef“ ist keine Funktion. Möglich sind Beratungskraft, Leitung, Verwaltung und "
        "Sonstige.": row(email="d@example.org", function="Chef"),
        "Eintritt: „gestern“ ist nicht lesbar. Schreiben Sie ein Datum wie 31.12.2027.": row(
            email="e@example.org", starts="gestern"
        ),
        "Name: „Kim“ ist nur ein Name. Schreiben Sie Vor- und Nachnamen, wie „Kim Muster“ oder "
        "„Muster, Kim“.": row(email="f@example.org", name="Kim"),
        "E-Mail: Zeile 9 nennt dieselbe Person mit derselben Beratungsstelle und demselben "
        "Programm. Behalten Sie nur eine der beiden Zeilen.": row(),
    }
    lines = [*wrong.values()]
    lines.append(lines[-1])
    assert told(boss, *lines) == [text.replace("Zeile 9", "Zeile 8") for text in wrong]
    with pytest.raises(Refused):
        take_over(boss, *lines)
    assert (Invitation.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_a_site_can_be_meant_twice_and_a_programme_be_missing_there():
    boss = manager()
    for city, postcode in (("Ulm", "89073"), ("Bonn", "53111")):
        place = site(f"Treff {city}")
        facts = {"name": "Treff", "postcode": postcode, "city": city}
        Organisation.objects.filter(pk=place.pk).update(**facts)
    programme("JMD")
    assert outcomes(boss, row(site="Treff, Ulm")) == ["invited"]
    several, elsewhere = told(boss, row(site="Treff"), row(site="treff bonn", programme="JMD"))
    assert several.endswith("Schreiben Sie Name und Ort: Treff, 89073 Ulm; Treff, 53111 Bonn.")
    assert elsewhere.endswith("bietet das Programm „JMD“ nicht an. Möglich sind: MBE.")


def test_the_list_is_saved_as_a_whole():
    boss, other, leaves = manager(), counsellor(), counsellor()
    south = site("Stelle Süd")
    lines = [row(), of(other, share="0,5"), of(leaves, site="Stelle Süd", starts="01.12.2026")]
    assert take_over(boss, *lines) == {"invited": 1, "changed": 1, "moved": 1}
    other.job.refresh_from_db()
    assert other.job.fte_share == Decimal("0.5")
    jobs = leaves.employments.order_by("starts").values_list("organisation", "starts", "ends")
    assert list(jobs) == [
        (site().pk, leaves.job.starts, date(2026, 11, 30)),
        (south.pk, date(2026, 12, 1), None),
    ]
    invited = Invitation.objects.get()
    assert (invited.name, invited.function, invited.fte_share) == (
        "Kim Neu",
        "manager",
        Decimal("0.5"),
    )
    mails = OutgoingMail.objects.values_list("to", flat=True)
    assert sorted(mails) == sorted(["neu@example.org", other.email, leaves.email])
    assert outcomes(boss, *lines) == ["invited_already", "unchanged", "unchanged"]


def test_what_changed_meanwhile_is_looked_at_again():
    boss, other = manager(), counsellor()
    data = as_csv([of(other, share="0,5")])
    digest = plan_staff_list(data=data, manager=boss, now=NOON).digest
    Employment.objects.update(fte_share=Decimal("0.25"))
    with pytest.raises(Refused):
        save_staff_list(data=data, digest=digest, manager=boss, now=NOON)
    other.job.refresh_from_db()
    assert other.job.fte_share == Decimal("0.25")


def test_a_list_costs_the_same_for_one_and_many(django_assert_max_num_queries):
    boss, south = manager(), site("Stelle Süd")
    staff = [counsellor() for _number in range(6)]

    def lines(numbers, people):
        new = [row(email=f"neu{n}@example.org") for n in numbers]
        return [*new, *(of(person, share="0,5") for person in people)]

    with django_assert_max_num_queries(28) as first:
        take_over(boss, *lines([1], staff[:1]))
    with django_assert_max_num_queries(28) as second:
        take_over(boss, *lines(range(2, 7), staff[1:]))
    assert len(first) == len(second)
    assert south.invitations.count() == 0
