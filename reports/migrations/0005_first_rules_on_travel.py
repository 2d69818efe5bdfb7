"""How the Bundesreisekostengesetz pays travel; the coordination adds what changes."""

from datetime import date

from django.db import migrations

SOURCE = "§ 5 Abs. 1 und 2, § 3 Abs. 1 BRKG"


def write(apps, _editor):
    apps.get_model("reports", "TravelRule").objects.create(
        valid_from=date(2005, 9, 1),
        source=SOURCE,
        km_rate="0.20",
        km_cap="130.00",
        high_rate="0.30",
        months=6,
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_first_rules_on_keeping")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
