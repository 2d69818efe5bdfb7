
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courses', '0040_qualification_periods'),
        ('organisations', '0013_barriers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('funder', models.CharField(max_length=160, verbose_name='funder')),
                ('reference', models.CharField(help_text='As it stands on the notice of grant.', max_length=80, verbose_name='reference')),
                ('starts', models.DateField(verbose_name='first day')),
                ('ends', models.DateField(verbose_name='last day')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0.01)], verbose_name='amount in euros')),
                ('funding_type', models.CharField(choices=[('shortfall', 'shortfall (what income does not cover)'), ('fixed', 'fixed sum'), ('share', 'share of the costs')], max_length=12, verbose_name='type of funding')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('central_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organisations.centraloffice', verbose_name='central office')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'grant',
                'verbose_name_plural': 'grants',
            },
        ),
        migrations.CreateModel(
            name='FundedSeminar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('charged_at', models.DateTimeField()),
                ('charged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seminar', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='courses.seminar')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funded', to='reports.grant', verbose_name='grant')),
            ],
            options={
                'verbose_name': 'funded seminar',
                'verbose_name_plural': 'funded seminars',
            },
        ),
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='who audits, and why')),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='reports.grant')),
            ],
            options={
                'verbose_name': 'audit',
                'verbose_name_plural': 'audits',
            },
        ),
        migrations.CreateModel(
            name='GrantRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('source', models.CharField(help_text='Where it is written, so that others find it.', max_length=200, verbose_name='source')),
                ('full_units', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(0.25)], verbose_name='UE of a whole day')),
                ('half_units', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: there are no half days.', max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0.25)], verbose_name='UE of half a day')),
                ('most_units', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0.25)], verbose_name='UE of a day that count at most')),
                ('end_days', models.CharField(choices=[('like_others', 'like every other day'), ('half', 'half a day each at most'), ('together', 'one day together at most'), ('whole', 'a whole day each, from the units of half a day on')], default='like_others', max_length=12, verbose_name='days of arrival and departure')),
                ('online_counts', models.BooleanField(default=False, verbose_name='online days count')),
                ('min_persons', models.PositiveIntegerField(default=0, verbose_name='participants at least')),
                ('max_persons', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants at most')),
                ('day_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros per participant day')),
                ('share', models.DecimalField(blank=True, decimal_places=2, help_text='For a share of the costs only.', max_digits=5, null=True, verbose_name='share in percent')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='reports.grant')),
            ],
            options={
                'verbose_name': 'funder’s rule',
                'verbose_name_plural': 'funder’s rules',
            },
        ),
        migrations.CreateModel(
            name='CostCap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('speakers', 'speakers’ fees'), ('travel', 'travel'), ('venue', 'rooms and lodging'), ('catering', 'catering'), ('material', 'material'), ('other', 'other costs')], max_length=12, verbose_name='kind of cost')),
                ('per_day', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros per participant day')),
                ('per_seminar', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros per seminar')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='caps', to='reports.grantrule')),
            ],
            options={
                'verbose_name': 'cap',
                'verbose_name_plural': 'caps',
            },
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(fields=('central_office', 'reference'), name='grant_once_per_office_and_reference', violation_error_message='Your office has a grant with this reference already.'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('funding_type__in', ['shortfall', 'fixed', 'share'])), name='grant_type_is_known'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='grant_ends_after_it_starts', violation_error_message='The last day is before the first.'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='grant_is_some_money'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('grant',), name='audit_one_at_a_time_per_grant'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='audit_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.UniqueConstraint(fields=('grant', 'valid_from'), name='grant_rule_once_per_day', violation_error_message='There is a rule from this day on already.'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.CheckConstraint(condition=models.Q(('end_days__in', ['like_others', 'half', 'together', 'whole'])), name='grant_rule_end_days_are_known'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.CheckConstraint(condition=models.Q(('full_units__gt', 0), models.Q(('half_units', None), models.Q(('half_units__gt', 0), ('half_units__lte', models.F('full_units'))), _connector='OR')), name='grant_rule_half_is_less_than_whole', violation_error_message='Half a day cannot need more units than a whole one.'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.CheckConstraint(condition=models.Q(('most_units', None), ('most_units__gte', models.F('full_units')), _connector='OR'), name='grant_rule_most_reaches_a_whole_day', violation_error_message='So few units would never make a whole day.'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.CheckConstraint(condition=models.Q(('max_persons', None), ('max_persons__gte', models.F('min_persons')), _connector='OR'), name='grant_rule_persons_fit', violation_error_message='The most is less than the least.'),
        ),
        migrations.AddConstraint(
            model_name='grantrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('day_rate', None), ('day_rate__gte', 0), _connector='OR'), models.Q(('share', None), models.Q(('share__gt', 0), ('share__lte', 100)), _connector='OR')), name='grant_rule_rates_are_rates', violation_error_message='The share is above 0 and at most 100 percent.'),
        ),
        migrations.AddConstraint(
            model_name='costcap',
            constraint=models.UniqueConstraint(fields=('rule', 'kind'), name='cost_cap_once_per_rule_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='costcap',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['speakers', 'travel', 'venue', 'catering', 'material', 'other']), models.Q(('per_day__isnull', False), ('per_seminar__isnull', False), _connector='OR'), models.Q(('per_day', None), ('per_day__gte', 0), _connector='OR'), models.Q(('per_seminar', None), ('per_seminar__gte', 0), _connector='OR')), name='cost_cap_caps_something', violation_error_message='Say up to how many euros; 0 pays nothing.'),
        ),
    ]
