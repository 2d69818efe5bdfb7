
import django.core.validators
import django.db.models.deletion
import fortbildung.shared.files
import reports.models.costs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0040_qualification_periods'),
        ('reports', '0001_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CostPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('income', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='income from fees')),
                ('seminar', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cost_plan', to='courses.seminar')),
            ],
            options={
                'verbose_name': 'cost plan',
                'verbose_name_plural': 'cost plans',
            },
        ),
        migrations.CreateModel(
            name='PlannedCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('speakers', 'speakers’ fees'), ('travel', 'travel'), ('venue', 'rooms and lodging'), ('catering', 'catering'), ('material', 'material'), ('other', 'other costs')], max_length=12, verbose_name='kind of cost')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount in euros')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='reports.costplan')),
            ],
            options={
                'verbose_name': 'planned cost',
                'verbose_name_plural': 'planned costs',
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('paid_on', models.DateField(verbose_name='date')),
                ('payee', models.CharField(max_length=160, verbose_name='payee')),
                ('reason', models.CharField(max_length=200, verbose_name='reason for the payment')),
                ('kind', models.CharField(choices=[('speakers', 'speakers’ fees'), ('travel', 'travel'), ('venue', 'rooms and lodging'), ('catering', 'catering'), ('material', 'material'), ('other', 'other costs')], max_length=12, verbose_name='kind of cost')),
                ('amount', models.DecimalField(decimal_places=2, help_text='Below zero for money that came back.', max_digits=9, verbose_name='amount in euros')),
                ('file', models.FileField(blank=True, max_length=120, storage=fortbildung.shared.files.private_storage, upload_to=reports.models.costs.voucher_file, verbose_name='receipt')),
                ('filename', models.CharField(blank=True, max_length=200)),
                ('added_at', models.DateTimeField()),
                ('keep_until', models.DateField(verbose_name='keep until')),
                ('struck_at', models.DateTimeField(blank=True, null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='courses.seminar')),
                ('struck_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'voucher',
                'verbose_name_plural': 'vouchers',
            },
        ),
        migrations.AddConstraint(
            model_name='costplan',
            constraint=models.CheckConstraint(condition=models.Q(('income__gte', 0)), name='cost_plan_income_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='plannedcost',
            constraint=models.UniqueConstraint(fields=('plan', 'kind'), name='planned_cost_once_per_plan_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='plannedcost',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('kind__in', ['speakers', 'travel', 'venue', 'catering', 'material', 'other'])), name='planned_cost_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.UniqueConstraint(fields=('seminar', 'number'), name='voucher_number_once_per_seminar'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['speakers', 'travel', 'venue', 'catering', 'material', 'other'])), name='voucher_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='voucher_is_some_money', violation_error_message='A voucher of 0 euros says nothing.'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('struck_at', None), ('struck_reason', '')), models.Q(('struck_at__isnull', False), models.Q(('struck_reason', ''), _negated=True)), _connector='OR'), name='voucher_is_struck_for_a_reason'),
        ),
    ]
