"""Associations and sites from files: all or nothing, and the same again changes nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from organisations.models import Organisation
from organisations.services.imports import import_organisations
from organisations.states import OrganisationKind
from tests.factories import association, programme, provider
from tests.importing import DATA, Imports, all_laender, as_csv, sample

SITE = {
    "Trägergruppe": "AWO",
    "Träger": "AWO Nord",
    "Einrichtung": "Beratungsstelle Mitte",
    "PLZ": "20095",
    "Ort": "Hamburg",
    "Bundesland": "DE-HH",
    "Programm": "MBE",
    "E-Mail Leitung": "leitung@example.org",
}


@pytest.fixture
def imports(request, tmp_path):
    request.getfixturevalue("db")
    all_laender()
    return Imports(tmp_path)


@pytest.fixture
def awo(request):
    """An association, its programme and nothing below it."""
    request.getfixturevalue("imports")
    programme("MBE")
    return association("AWO")


def only_child(node):
    return Organisation.objects.get(pk=node.pk).get_children().get()


def load(imports, rows):
    return imports.run("import_organisations", rows)


def kinds():
    return {str(kind): Organisation.objects.filter(kind=kind).count() for kind in OrganisationKind}


def test_the_sample_comes_in_completely_and_a_second_time_changes_nothing(imports):
    assert load(imports, "associations.csv") == [
        "Förderprogramme: 2 neu, 0 geändert, 0 unverändert",
        "Verbände: 10 neu, 0 geändert, 0 unverändert",
        "Zentralstellen: 10 neu, 0 geändert, 0 unverändert",
        (
            "10 neue Zentralstellen haben als E-Mail-Adresse einen Platzhalter unter example.org. "
            "Füllen Sie die Spalte „E-Mail“ aus und importieren Sie noch einmal."
        ),
    ]
    assert load(imports, "organisations.csv") == [
        "Einrichtungen: 83 neu, 0 geändert, 0 unverändert",
        "Träger: 62 neu, 0 geändert, 0 unverändert",
    ]
    before = list(Organisation.objects.values())
    assert load(imports, "associations.csv") + load(imports, "organisations.csv") == [
        "Verbände: 0 neu, 0 geändert, 10 unverändert",
        "Zentralstellen: 0 neu, 0 geändert, 10 unverändert",
        "Einrichtungen: 0 neu, 0 geändert, 83 unverändert",
        "Träger: 0 neu, 0 geändert, 62 unverändert",
    ]
    assert list(Organisation.objects.values()) == before
    assert kinds() == {
        "association": 10,
        "regional_association": 0,
        "provider": 62,
        "site": 83,
    }
    assert Organisation.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("name", ["DE-HH", "hh", "02", "Hamburg"])
def test_a_site_stands_below_its_provider_and_both_have_land_and_mailbox(imports, awo, name):
    programme("JMD")
    load(imports, [SITE | {"Programm": "jmd, MBE", "Bundesland": name}] * 2)
    provider = only_child(awo)
    site = only_child(provider)
    assert sorted(map(str, site.programmes.all())) == ["JMD", "MBE"]
    assert [(o.name, o.state.short, o.email) for o in (provider, site)] == [
        ("AWO Nord", "HH", "leitung@example.org"),
        ("Beratungsstelle Mitte", "HH", "leitung@example.org"),
    ]


def test_changed_facts_are_updated_and_an_empty_mailbox_leaves_the_old_one(imports, awo):
    load(imports, [SITE])
    changed = SITE | {"Ort": "Hamburg-Altona", "Bundesland": "SH", "E-Mail Leitung": ""}
    assert imports.run("import_organisations", [changed], verbosity=2) == [
        "Einrichtungen: AWO Nord, Beratungsstelle Mitte, geändert",
        "Träger: AWO Nord, geändert",
        "Einrichtungen: 0 neu, 1 geändert, 0 unverändert",
        "Träger: 0 neu, 1 geändert, 0 unverändert",
    ]
    provider = only_child(awo)
    site = only_child(provider)
    assert (site.city, site.state.short, site.email) == (
        "Hamburg-Altona",
        "SH",
        "leitung@example.org",
    )
    assert (provider.state.short, provider.email) == ("SH", "leitung@example.org")


@pytest.mark.usefixtures("awo")
def test_a_further_site_leaves_its_provider_as_it_is(imports):
    load(imports, [SITE])
    further = SITE | {"Einrichtung": "Nebenstelle", "Bundesland": "SH", "Unbekannt": "x"}
    assert load(imports, [further]) == [
        "Einrichtungen: 1 neu, 0 geändert, 0 unverändert",
        "Träger: 0 neu, 0 geändert, 1 unverändert",
        "Diese Spalten sind nicht bekannt und wurden übergangen: Unbekannt.",
    ]


def test_a_provider_below_a_regional_association_is_found_there(imports, awo):
    region = awo.add_child(kind=OrganisationKind.REGIONAL_ASSOCIATION, name="Bezirk Nord")
    there = provider("AWO Nord", below=region, in_land="HH")
    load(imports, [SITE])
    assert only_child(there).name == "Beratungsstelle Mitte"
    provider("AWO Nord", below=awo)
    assert imports.refused("import_organisations", [SITE]) == [
        (
            "Zeile 2, Träger: Unter dem Verband gibt es mehrere Träger „AWO Nord“. "
            "Geben Sie ihnen zuerst verschiedene Namen."
        )
    ]


@pytest.mark.usefixtures("awo")
@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (
            "Bundesland",
            "DE-XX",
            (
                "„DE-XX“ ist kein Bundesland. Verwenden Sie das Kürzel (DE-BE), den Namen oder den "
                "Amtlichen Schlüssel."
            ),
        ),
        (
            "PLZ",
            "1067",
            (
                "„1067“ ist keine Postleitzahl. Eine Postleitzahl hat fünf Ziffern; manche beginnt "
                "mit 0."
            ),
        ),
        ("Einrichtung", " ", "Die Zelle ist leer. Sie muss ausgefüllt sein."),
        ("Träger", "", "Die Zelle ist leer. Sie muss ausgefüllt sein."),
        (
            "Trägergruppe",
            "Awo Nord",
            (
                "Es gibt keinen Verband „Awo Nord“. Importieren Sie zuerst die Verbände oder "
                "berichtigen Sie den Namen."
            ),
        ),
        (
            "Programm",
            "MBE, XYZ",
            (
                "Es gibt kein Programm „XYZ“. Trennen Sie mehrere durch Kommas; neue kommen mit "
                "den Verbänden."
            ),
        ),
        (
            "E-Mail Leitung",
            "leitung(at)example.org",
            "„leitung(at)example.org“ ist nicht gültig. Bitte gültige E-Mail-Adresse eingeben.",
        ),
    ],
)
def test_one_wrong_cell_keeps_the_whole_file_out(imports, column, value, reason):
    right = SITE | {"Einrichtung": "Nebenstelle"}
    wrong = [right, SITE | {column: value}]
    assert imports.refused("import_organisations", wrong) == [f"Zeile 3, {column}: {reason}"]
    assert kinds()["provider"] == 0


@pytest.mark.usefixtures("awo")
def test_all_problems_are_told_at_once_in_the_order_of_the_file(imports):
    rows = [SITE, SITE | {"Ort": "Altona"}, SITE | {"PLZ": "x", "Bundesland": "?"}]
    assert [line.split(":")[0] for line in imports.refused("import_organisations", rows)] == [
        "Zeile 3, Ort",
        "Zeile 4, PLZ",
        "Zeile 4, Bundesland",
    ]


@pytest.mark.usefixtures("awo")
def test_two_lines_on_one_site_may_not_contradict_each_other(imports):
    programme("JMD")
    rows = [SITE, SITE | {"Ort": "Altona", "Programm": "JMD"}]
    remedy = "Behalten Sie eine Zeile je Einrichtung; sie darf mehrere Programme nennen."
    assert imports.refused("import_organisations", rows) == [
        f"Zeile 3, Ort: „Altona“ widerspricht Zeile 2 („Hamburg“) zur selben Einrichtung. {remedy}",
        f"Zeile 3, Programm: „JMD“ widerspricht Zeile 2 („MBE“) zur selben Einrichtung. {remedy}",
    ]


@pytest.mark.usefixtures("awo")
def test_a_dry_run_tells_the_same_and_saves_nothing(imports):
    assert imports.run("import_organisations", [SITE], dry_run=True) == [
        "Einrichtungen: 1 neu, 0 geändert, 0 unverändert",
        "Träger: 1 neu, 0 geändert, 0 unverändert",
        "Das war ein Probelauf: Nichts wurde gespeichert.",
    ]
    assert kinds()["provider"] == 0


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_wait_for_each_other():
    all_laender()
    import_organisations(data=(DATA / "associations.csv").read_bytes())
    data = as_csv(sample("organisations.csv")[:8])

    def attempt(data):
        try:
            return next(import_organisations(data=data).lines())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as crowd:
        told = sorted(crowd.map(attempt, [data] * 2))
    assert told == [
        "Einrichtungen: 0 neu, 0 geändert, 8 unverändert",
        "Einrichtungen: 8 neu, 0 geändert, 0 unverändert",
    ]
