"""Associations from files, each with its central office."""

import pytest
from django.core.management import CommandError

from organisations.models import CentralOffice, Organisation, Programme
from tests.factories import office
from tests.importing import Imports, all_laender

ASSOCIATION = {
    "Trägergruppe": "AWO",
    "Name": "Arbeiterwohlfahrt",
    "Datenschutzrecht": "GDPR_BDSG",
    "Programme": "MBE,JMD",
}


@pytest.fixture
def imports(request, tmp_path):
    request.getfixturevalue("db")
    all_laender()
    return Imports(tmp_path)


def test_an_association_gets_its_office_with_an_address_and_number_of_its_own(imports):
    office("Alt")
    CentralOffice.objects.update(slug="paritaetischer")
    rows = [ASSOCIATION | {"Trägergruppe": "Paritätischer", "Datenschutzrecht": "dsgvo"}]
    imports.run("import_organisations", rows)
    made = CentralOffice.objects.get(short_name="Paritätischer")
    assert (made.name, made.slug, made.number_prefix, made.email, made.regime) == (
        "Zentralstelle Paritätischer",
        "paritaetischer2",
        "PARITAETISCH",
        "paritaetischer@example.org",
        "GDPR_BDSG",
    )
    assert made.organisation.full_name == "Arbeiterwohlfahrt"
    assert sorted(map(str, made.organisation.programmes.all())) == ["JMD", "MBE"]
    told = imports.run(
        "import_organisations", [rows[0] | {"Name": "Gesamtverband", "E-Mail": "wir@example.org"}]
    )
    assert told[:2] == [
        "Verbände: 0 neu, 1 geändert, 0 unverändert",
        "Zentralstellen: 0 neu, 1 geändert, 0 unverändert",
    ]
    made.refresh_from_db()
    assert (made.email, made.slug) == ("wir@example.org", "paritaetischer2")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (
            "Datenschutzrecht",
            "BDSG",
            (
                "„BDSG“ ist kein bekanntes Datenschutzrecht. Verwenden Sie GDPR_BDSG, KDG oder "
                "DSG_EKD."
            ),
        ),
        ("Programme", "", "Es ist kein Programm genannt. Nennen Sie mindestens eines."),
        ("Name", "", "Die Zelle ist leer. Sie muss ausgefüllt sein."),
        (
            "Trägergruppe",
            "drk",
            "„drk“ steht schon in Zeile 2. Behalten Sie nur eine der beiden Zeilen.",
        ),
        (
            "Trägergruppe",
            "x" * 41,
            (
                f"„{'x' * 41}“ ist nicht gültig. Bitte sicherstellen, dass der Wert aus höchstens "
                "40 Zeichen besteht. (Er besteht aus 41 Zeichen.)"
            ),
        ),
    ],
)
def test_one_wrong_association_keeps_the_whole_file_out(imports, column, value, reason):
    rows = [ASSOCIATION | {"Trägergruppe": "DRK"}, ASSOCIATION | {column: value}]
    assert imports.refused("import_organisations", rows) == [f"Zeile 3, {column}: {reason}"]
    assert (Organisation.objects.count(), Programme.objects.count()) == (0, 0)


def test_a_missing_file_is_told(imports):
    with pytest.raises(CommandError, match=r"nichts\.csv lässt sich nicht lesen: No such file"):
        imports.run("import_organisations", "nichts.csv")
