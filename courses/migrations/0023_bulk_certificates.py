from django.db import migrations, models

KINDS = [
    ("confirm", "confirm"),
    ("rebook", "rebook to another date"),
    ("cancel", "cancel"),
    ("certify", "issue certificates"),
]


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_evaluations")]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8, verbose_name="action"),
        ),
        migrations.RemoveConstraint(model_name="batch", name="batch_kind_is_known"),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[key for key, _label in KINDS]),
                name="batch_kind_is_known",
            ),
        ),
    ]
