
import django.core.validators
import django.db.models.deletion
import fortbildung.shared.files
import reports.models.travel
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0071_holds'),
        ('organisations', '0013_barriers'),
        ('reports', '0006_first_rules_on_keeping'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BookingAccounts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultant', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1001), django.core.validators.MaxValueValidator(9999999)], verbose_name='consultant number')),
                ('client', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99999)], verbose_name='client number')),
                ('account_length', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(4), django.core.validators.MaxValueValidator(8)], verbose_name='digits of a ledger account')),
                ('year_begins', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='month in which the financial year begins')),
                ('expense', models.CharField(max_length=9, validators=[django.core.validators.RegexValidator('^\\d{4,9}$', 'An account has four to nine digits.')], verbose_name='account of travel costs')),
                ('contra', models.CharField(max_length=9, validators=[django.core.validators.RegexValidator('^\\d{4,9}$', 'An account has four to nine digits.')], verbose_name='contra account')),
                ('central_office', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='booking_accounts', to='organisations.centraloffice')),
            ],
            options={
                'verbose_name': 'accounts for booking',
                'verbose_name_plural': 'accounts for booking',
            },
        ),
        migrations.CreateModel(
            name='BookingBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('central_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='booking_batches', to='organisations.centraloffice')),
            ],
            options={
                'verbose_name': 'booking batch',
                'verbose_name_plural': 'booking batches',
            },
        ),
        migrations.CreateModel(
            name='TravelClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kilometres', models.DecimalField(decimal_places=1, default=0, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kilometres by car, there and back')),
                ('tickets', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='tickets in euros')),
                ('high_rate', models.BooleanField(default=False, verbose_name='with considerable official interest')),
                ('high_reason', models.CharField(blank=True, max_length=300, verbose_name='reason for the official interest')),
                ('state', models.CharField(choices=[('handed_in', 'handed in'), ('approved', 'approved'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='handed_in', max_length=10)),
                ('handed_in_at', models.DateTimeField()),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='amount in euros')),
                ('reckoning', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('keep_until', models.DateField(verbose_name='keep until')),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='reports.bookingbatch')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='travel_claims', to='courses.enrolment')),
                ('voucher', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claim', to='reports.voucher')),
            ],
            options={
                'verbose_name': 'travel claim',
                'verbose_name_plural': 'travel claims',
            },
        ),
        migrations.CreateModel(
            name='ClaimReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=120, storage=fortbildung.shared.files.private_storage, upload_to=reports.models.travel.claim_file)),
                ('filename', models.CharField(max_length=200)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='reports.travelclaim')),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
            },
        ),
        migrations.CreateModel(
            name='TravelRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(error_messages={'unique': 'There is a rule from this day on already.'}, unique=True, verbose_name='for trips from')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('km_rate', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros per kilometre')),
                ('km_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros for the distance at most')),
                ('high_rate', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0)], verbose_name='euros per kilometre with considerable official interest')),
                ('months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='months after the trip to claim in')),
            ],
            options={
                'verbose_name': 'rule on travel',
                'verbose_name_plural': 'rules on travel',
                'constraints': [models.CheckConstraint(condition=models.Q(('high_rate__gte', 0), ('km_rate__gte', 0), ('months__gte', 1), models.Q(('km_cap', None), ('km_cap__gte', 0), _connector='OR')), name='travel_rule_rates_are_not_negative')],
            },
        ),
        migrations.AddConstraint(
            model_name='travelclaim',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['handed_in', 'approved'])), fields=('enrolment',), name='travel_claim_once_per_enrolment'),
        ),
        migrations.AddConstraint(
            model_name='travelclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 0), ('decided_at__isnull', False), ('state', 'approved')), models.Q(('amount', None), ('decided_at__isnull', False), ('state', 'declined'), models.Q(('reason', ''), _negated=True)), models.Q(('amount', None), ('decided_at', None), ('state__in', ['handed_in', 'withdrawn'])), _connector='OR'), name='travel_claim_is_decided_with_its_consequence'),
        ),
        migrations.AddConstraint(
            model_name='travelclaim',
            constraint=models.CheckConstraint(condition=models.Q(('kilometres__gte', 0), ('tickets__gte', 0), models.Q(('kilometres__gt', 0), ('tickets__gt', 0), _connector='OR')), name='travel_claim_asks_for_something', violation_error_message='Enter kilometres or tickets.'),
        ),
        migrations.AddConstraint(
            model_name='travelclaim',
            constraint=models.CheckConstraint(condition=models.Q(('high_rate', False), models.Q(('high_reason', ''), _negated=True), _connector='OR'), name='travel_claim_says_why_the_rate_is_high', violation_error_message='Say why there is a considerable official interest.'),
        ),
        migrations.AddConstraint(
            model_name='travelclaim',
            constraint=models.CheckConstraint(condition=models.Q(('batch', None), ('state', 'approved'), _connector='OR'), name='travel_claim_is_booked_when_approved'),
        ),
    ]
