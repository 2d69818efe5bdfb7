"""What the law says today about keeping papers; the coordination adds what changes."""

from datetime import date

from django.db import migrations

RULES = [
    ("voucher", date(2000, 1, 1), 10, "§ 147 Abs. 3 AO in der bis 31.12.2024 geltenden Fassung"),
    ("voucher", date(2025, 1, 1), 8, "§ 147 Abs. 3 AO (Buchungsbelege)"),
    ("claim", date(2000, 1, 1), 10, "§ 147 Abs. 3 AO in der bis 31.12.2024 geltenden Fassung"),
    ("claim", date(2025, 1, 1), 8, "§ 147 Abs. 3 AO (Buchungsbelege)"),
    ("list", date(2000, 1, 1), 5, "Nr. 6.5 ANBest-P"),
    ("file", date(2000, 1, 1), 10, "§ 147 Abs. 3 AO (Jahresabschlüsse)"),
]


def write(apps, _editor):
    rule = apps.get_model("reports", "RetentionRule")
    rule.objects.bulk_create(
        rule(kind=kind, valid_from=day, years=years, source=source)
        for kind, day, years, source in RULES
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_changes_are_noted")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
