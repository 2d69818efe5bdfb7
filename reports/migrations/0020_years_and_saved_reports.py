import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):


    dependencies = [
        ("reports", "0008_first_rules_on_travel"),
        ('organisations', '0013_barriers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('central_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reporting_years', to='organisations.centraloffice', verbose_name='central office')),
            ],
            options={
                'verbose_name': 'reporting year',
                'verbose_name_plural': 'reporting years',
            },
        ),
        migrations.CreateModel(
            name='SavedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('report', models.CharField(max_length=40)),
                ('parameters', models.JSONField(blank=True, default=dict)),
                ('rhythm', models.CharField(choices=[('never', 'not by mail'), ('monthly', 'by mail on the first of each month'), ('quarterly', 'by mail on the first of each quarter')], default='never', max_length=10, verbose_name='send')),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved report',
                'verbose_name_plural': 'saved reports',
            },
        ),
        migrations.CreateModel(
            name='YearVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('content', models.TextField()),
                ('checksum', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reporting_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.reportingyear')),
            ],
            options={
                'verbose_name': 'version of a reporting year',
                'verbose_name_plural': 'versions of reporting years',
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportingyear',
            constraint=models.UniqueConstraint(fields=('central_office', 'year'), name='reporting_year_is_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='reportingyear',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 9999))), name='reporting_year_has_four_digits'),
        ),
        migrations.AddIndex(
            model_name='savedreport',
            index=models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='saved_report_due'),
        ),
        migrations.AddConstraint(
            model_name='savedreport',
            constraint=models.UniqueConstraint(fields=('owner', 'name'), name='saved_report_has_a_name_of_its_own', violation_error_message='You have saved a report under this name already.'),
        ),
        migrations.AddConstraint(
            model_name='savedreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_at', None), ('rhythm', 'never')), models.Q(('next_at__isnull', False), ('rhythm__in', ['never', 'monthly', 'quarterly']), models.Q(('rhythm', 'never'), _negated=True)), _connector='OR'), name='saved_report_is_sent_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='yearversion',
            constraint=models.UniqueConstraint(fields=('reporting_year', 'number'), name='year_version_once_per_number'),
        ),
        migrations.AddConstraint(
            model_name='yearversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 0), models.Q(('reason', ''), _negated=True), _connector='OR'), name='year_version_amends_with_a_reason'),
        ),
    ]
