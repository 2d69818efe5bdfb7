
import django.db.models.deletion
import fortbildung.shared.files
import reports.models.files
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0040_qualification_periods'),
        ('reports', '0002_costs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('asked_at', models.DateTimeField()),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('failed', models.CharField(blank=True, max_length=300)),
                ('file', models.FileField(blank=True, max_length=120, storage=fortbildung.shared.files.private_storage, upload_to=reports.models.files.funding_file)),
                ('filename', models.CharField(max_length=120)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('open_points', models.JSONField(blank=True, default=list)),
                ('keep_until', models.DateField(blank=True, null=True, verbose_name='keep until')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.grant')),
                ('seminar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='funding_files', to='courses.seminar')),
            ],
            options={
                'verbose_name': 'funding file',
                'verbose_name_plural': 'funding files',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seminar__isnull', False), ('year', None)), models.Q(('seminar', None), ('year__isnull', False)), _connector='OR'), name='funding_file_is_of_a_seminar_or_a_year'), models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('asked_at')), _connector='OR'), name='funding_file_finishes_after_it_was_asked_for'), models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('grant', 'seminar', 'year'), name='funding_file_one_at_a_time', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Narrative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('purpose', models.TextField(blank=True, verbose_name='occasion and aims')),
                ('held', models.TextField(blank=True, verbose_name='how it went')),
                ('results', models.TextField(blank=True, verbose_name='results')),
                ('deviations', models.TextField(blank=True, verbose_name='deviations from the plan')),
                ('outlook', models.TextField(blank=True, verbose_name='outlook')),
                ('finished', models.BooleanField(default=False, verbose_name='finished')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='narratives', to='courses.seminar')),
            ],
            options={
                'verbose_name': 'report in words',
                'verbose_name_plural': 'reports in words',
                'constraints': [models.UniqueConstraint(fields=('seminar', 'version'), name='narrative_version_once_per_seminar')],
            },
        ),
    ]
