"""The 16 Länder with their official codes: AGS, ISO 3166-2, NUTS 1 and the usual abbreviation."""

from django.db import migrations

STATES = [
    ("01", "DE-SH", "DEF", "SH", "Schleswig-Holstein"),
    ("02", "DE-HH", "DE6", "HH", "Hamburg"),
    ("03", "DE-NI", "DE9", "NI", "Niedersachsen"),
    ("04", "DE-HB", "DE5", "HB", "Bremen"),
    ("05", "DE-NW", "DEA", "NW", "Nordrhein-Westfalen"),
    ("06", "DE-HE", "DE7", "HE", "Hessen"),
    ("07", "DE-RP", "DEB", "RP", "Rheinland-Pfalz"),
    ("08", "DE-BW", "DE1", "BW", "Baden-Württemberg"),
    ("09", "DE-BY", "DE2", "BY", "Bayern"),
    ("10", "DE-SL", "DEC", "SL", "Saarland"),
    ("11", "DE-BE", "DE3", "BE", "Berlin"),
    ("12", "DE-BB", "DE4", "BB", "Brandenburg"),
    ("13", "DE-MV", "DE8", "MV", "Mecklenburg-Vorpommern"),
    ("14", "DE-SN", "DED", "SN", "Sachsen"),
    ("15", "DE-ST", "DEE", "ST", "Sachsen-Anhalt"),
    ("16", "DE-TH", "DEG", "TH", "Thüringen"),
]


def create_states(apps, schema_editor):
    State = apps.get_model("organisations", "State")
    for ags, iso_3166_2, nuts_1, short, name in STATES:
        State.objects.create(ags=ags, iso_3166_2=iso_3166_2, nuts_1=nuts_1, short=short, name=name)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [migrations.RunPython(create_states, migrations.RunPython.noop)]
