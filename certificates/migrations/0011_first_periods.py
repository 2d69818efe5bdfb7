"""Records made before there were rules: each is valid for as long as its paper says."""

from itertools import groupby

from django.db import migrations

from certificates.chain import Fact, follow
from certificates.validity import Rule


def compute(apps, _editor):
    Record = apps.get_model("courses", "QualificationRecord")
    Period = apps.get_model("courses", "QualificationPeriod")
    standing = Record.objects.filter(withdrawn_at=None).order_by("person", "qualification", "pk")
    for (person, kind), records in groupby(
        standing.iterator(), lambda record: (record.person_id, record.qualification_id)
    ):
        facts = [Fact(record.pk, record.valid_from, until=record.valid_until) for record in records]
        Period.objects.bulk_create(
            Period(
                person_id=person,
                qualification_id=kind,
                record_id=period.fact,
                first_day=period.first,
                last_day=period.last,
                reckoned_from=period.reckoned_from,
                window_from=period.window_from,
                grace_until=period.grace_until,
            )
            for period in follow(facts, Rule()).periods
        )


class Migration(migrations.Migration):
    dependencies = [("certificates", "0010_kinds_with_rules")]

    operations = [migrations.RunPython(compute, migrations.RunPython.noop)]
