import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_designs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, unique=True, verbose_name='fingerprint')),
                ('leaf', models.TextField()),
                ('root', models.TextField()),
                ('badge_key', models.CharField(max_length=100)),
                ('token_key', models.JSONField()),
                ('created_at', models.DateTimeField(verbose_name='in use since')),
                ('ends_at', models.DateTimeField(verbose_name='valid until')),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
            },
        ),
        migrations.AddField(
            model_name='certificate',
            name='credential',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='credential_digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='certificate',
            name='pdf_digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('retired_at',), name='seal_in_use_is_one', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('created_at'))), name='seal_ends_after_it_begins'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='seal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.seal'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('pdf_digest', ''), _negated=True), fields=('pdf_digest',), name='certificate_file_is_one'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('seal', None), models.Q(models.Q(('pdf_digest', ''), _negated=True), models.Q(('credential_digest', ''), _negated=True)), _connector='OR'), name='certificate_with_a_seal_is_known_again'),
        ),
    ]
