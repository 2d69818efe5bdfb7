import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# Until now nobody could end one but in the database, which noted no moment.
ENDED = """
UPDATE certificates_certificate SET ended_at = issued_at WHERE state <> 'issued'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0003_seals'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='certificate',
            name='certificate_kind_is_known',
        ),
        migrations.AddField(
            model_name='certificate',
            name='end_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificate',
            name='replaces',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='certificates.certificate'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='issued_at',
            field=models.DateTimeField(verbose_name='issued on'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='kind',
            field=models.CharField(choices=[('attendance', 'certificate of attendance'), ('partial', 'confirmation of partial attendance'), ('achievement', 'certificate of achievement')], max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='state',
            field=models.CharField(choices=[('issued', 'valid'), ('replaced', 'replaced'), ('revoked', 'revoked')], default='issued', max_length=10, verbose_name='state'),
        ),
        migrations.RunSQL(ENDED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['attendance', 'partial', 'achievement'])), name='certificate_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'issued')), models.Q(models.Q(('state', 'issued'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='certificate_ends_at_a_moment'),
        ),
    ]
