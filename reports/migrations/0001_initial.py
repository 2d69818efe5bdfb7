import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import fortbildung.shared.files
import reports.models.costs
import reports.models.files
import reports.models.travel
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("courses", "0001_initial"),
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("funder", models.CharField(max_length=160, verbose_name="funder")),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="As it stands on the notice of grant.",
                        max_length=80,
                        verbose_name="reference",
                    ),
                ),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0.01)],
                        verbose_name="amount in euros",
                    ),
                ),
                (
                    "funding_type",
                    models.CharField(
                        choices=[
                            ("shortfall", "shortfall (what income does not cover)"),
                            ("fixed", "fixed sum"),
                            ("share", "share of the costs"),
                        ],
                        max_length=12,
                        verbose_name="type of funding",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
            ],
            options={
                "verbose_name": "grant",
                "verbose_name_plural": "grants",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "reference"),
                        name="grant_once_per_office_and_reference",
                        violation_error_message="Your office has a grant with this reference already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("funding_type__in", ["shortfall", "fixed", "share"])),
                        name="grant_type_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="grant_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="grant_is_some_money"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="reports.grant",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "source",
                    models.CharField(
                        help_text="Where it is written, so that others find it.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "full_units",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(0.25)],
                        verbose_name="UE of a whole day",
                    ),
                ),
                (
                    "half_units",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Empty: there are no half days.",
                        max_digits=4,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0.25)],
                        verbose_name="UE of half a day",
                    ),
                ),
                (
                    "most_units",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0.25)],
                        verbose_name="UE of a day that count at most",
                    ),
                ),
                (
                    "end_days",
                    models.CharField(
                        choices=[
                            ("like_others", "like every other day"),
                            ("half", "half a day each at most"),
                            ("together", "one day together at most"),
                            ("whole", "a whole day each, from the units of half a day on"),
                        ],
                        default="like_others",
                        max_length=12,
                        verbose_name="days of arrival and departure",
                    ),
                ),
                (
                    "online_counts",
                    models.BooleanField(default=False, verbose_name="online days count"),
                ),
                (
                    "min_persons",
                    models.PositiveIntegerField(default=0, verbose_name="participants at least"),
                ),
                (
                    "max_persons",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="participants at most"
                    ),
                ),
                (
                    "day_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros per participant day",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="For a share of the costs only.",
                        max_digits=5,
                        null=True,
                        verbose_name="share in percent",
                    ),
                ),
            ],
            options={
                "verbose_name": "funder’s rule",
                "verbose_name_plural": "funder’s rules",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grant", "valid_from"),
                        name="grant_rule_once_per_day",
                        violation_error_message="There is a rule from this day on already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_days__in", ["like_others", "half", "together", "whole"])
                        ),
                        name="grant_rule_end_days_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("full_units__gt", 0),
                            models.Q(
                                ("half_units", None),
                                models.Q(
                                    ("half_units__gt", 0),
                                    ("half_units__lte", models.F("full_units")),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="grant_rule_half_is_less_than_whole",
                        violation_error_message="Half a day cannot need more units than a whole one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most_units", None),
                            ("most_units__gte", models.F("full_units")),
                            _connector="OR",
                        ),
                        name="grant_rule_most_reaches_a_whole_day",
                        violation_error_message="So few units would never make a whole day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_persons", None),
                            ("max_persons__gte", models.F("min_persons")),
                            _connector="OR",
                        ),
                        name="grant_rule_persons_fit",
                        violation_error_message="The most is less than the least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day_rate", None), ("day_rate__gte", 0), _connector="OR"),
                            models.Q(
                                ("share", None),
                                models.Q(("share__gt", 0), ("share__lte", 100)),
                                _connector="OR",
                            ),
                        ),
                        name="grant_rule_rates_are_rates",
                        violation_error_message="The share is above 0 and at most 100 percent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostCap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="caps",
                        to="reports.grantrule",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("speakers", "speakers’ fees"),
                            ("travel", "travel"),
                            ("venue", "rooms and lodging"),
                            ("catering", "catering"),
                            ("material", "material"),
                            ("other", "other costs"),
                        ],
                        max_length=12,
                        verbose_name="kind of cost",
                    ),
                ),
                (
                    "per_day",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros per participant day",
                    ),
                ),
                (
                    "per_seminar",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros per seminar",
                    ),
                ),
            ],
            options={
                "verbose_name": "cap",
                "verbose_name_plural": "caps",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "kind"), name="cost_cap_once_per_rule_and_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["speakers", "travel", "venue", "catering", "material", "other"],
                            ),
                            models.Q(
                                ("per_day__isnull", False),
                                ("per_seminar__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(("per_day", None), ("per_day__gte", 0), _connector="OR"),
                            models.Q(
                                ("per_seminar", None), ("per_seminar__gte", 0), _connector="OR"
                            ),
                        ),
                        name="cost_cap_caps_something",
                        violation_error_message="Say up to how many euros; 0 pays nothing.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundedSeminar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seminar",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="courses.seminar",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funded",
                        to="reports.grant",
                        verbose_name="grant",
                    ),
                ),
                (
                    "charged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("charged_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "funded seminar",
                "verbose_name_plural": "funded seminars",
            },
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="reports.grant",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="who audits, and why")),
                ("opened_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "audit",
                "verbose_name_plural": "audits",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("grant",),
                        name="audit_one_at_a_time_per_grant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="audit_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seminar",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_plan",
                        to="courses.seminar",
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="income from fees",
                    ),
                ),
            ],
            options={
                "verbose_name": "cost plan",
                "verbose_name_plural": "cost plans",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("income__gte", 0)),
                        name="cost_plan_income_is_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="reports.costplan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("speakers", "speakers’ fees"),
                            ("travel", "travel"),
                            ("venue", "rooms and lodging"),
                            ("catering", "catering"),
                            ("material", "material"),
                            ("other", "other costs"),
                        ],
                        max_length=12,
                        verbose_name="kind of cost",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount in euros",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned cost",
                "verbose_name_plural": "planned costs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "kind"), name="planned_cost_once_per_plan_and_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            (
                                "kind__in",
                                ["speakers", "travel", "venue", "catering", "material", "other"],
                            ),
                        ),
                        name="planned_cost_is_of_a_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seminar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="courses.seminar",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("paid_on", models.DateField(verbose_name="date")),
                ("payee", models.CharField(max_length=160, verbose_name="payee")),
                ("reason", models.CharField(max_length=200, verbose_name="reason for the payment")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("speakers", "speakers’ fees"),
                            ("travel", "travel"),
                            ("venue", "rooms and lodging"),
                            ("catering", "catering"),
                            ("material", "material"),
                            ("other", "other costs"),
                        ],
                        max_length=12,
                        verbose_name="kind of cost",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Below zero for money that came back.",
                        max_digits=9,
                        verbose_name="amount in euros",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=reports.models.costs.voucher_file,
                        verbose_name="receipt",
                    ),
                ),
                ("filename", models.CharField(blank=True, max_length=200)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("keep_until", models.DateField(verbose_name="keep until")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "voucher",
                "verbose_name_plural": "vouchers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seminar", "number"), name="voucher_number_once_per_seminar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["speakers", "travel", "venue", "catering", "material", "other"],
                            )
                        ),
                        name="voucher_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="voucher_is_some_money",
                        violation_error_message="A voucher of 0 euros says nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_reason", "")),
                            models.Q(
                                ("struck_at__isnull", False),
                                models.Q(("struck_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="voucher_is_struck_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Narrative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seminar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narratives",
                        to="courses.seminar",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("purpose", models.TextField(blank=True, verbose_name="occasion and aims")),
                ("held", models.TextField(blank=True, verbose_name="how it went")),
                ("results", models.TextField(blank=True, verbose_name="results")),
                (
                    "deviations",
                    models.TextField(blank=True, verbose_name="deviations from the plan"),
                ),
                ("outlook", models.TextField(blank=True, verbose_name="outlook")),
                ("finished", models.BooleanField(default=False, verbose_name="finished")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "report in words",
                "verbose_name_plural": "reports in words",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seminar", "version"), name="narrative_version_once_per_seminar"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="reports.grant",
                    ),
                ),
                (
                    "seminar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding_files",
                        to="courses.seminar",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("failed", models.CharField(blank=True, max_length=300)),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=reports.models.files.funding_file,
                    ),
                ),
                ("filename", models.CharField(max_length=120)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("open_points", models.JSONField(blank=True, default=list)),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="keep until")),
            ],
            options={
                "verbose_name": "funding file",
                "verbose_name_plural": "funding files",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seminar__isnull", False), ("year", None)),
                            models.Q(("seminar", None), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="funding_file_is_of_a_seminar_or_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None),
                            ("finished_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="funding_file_finishes_after_it_was_asked_for",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("grant", "seminar", "year"),
                        name="funding_file_one_at_a_time",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(max_length=100)),
                ("as_of", models.DateTimeField()),
                ("record", models.JSONField()),
            ],
            options={
                "verbose_name": "kept answer",
                "verbose_name_plural": "kept answers",
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=63)),
                ("weight", models.BigIntegerField(db_default=1)),
            ],
            options={
                "verbose_name": "change of what reports read",
                "verbose_name_plural": "changes of what reports read",
            },
        ),
        migrations.CreateModel(
            name="MadeReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="made_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("report", models.CharField(max_length=40)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("language", models.CharField(max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=1)),
                ("done", models.PositiveIntegerField(default=0)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("reach", models.CharField(blank=True, max_length=64)),
                ("record", models.JSONField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "report made in the background",
                "verbose_name_plural": "reports made in the background",
                "indexes": [
                    models.Index(
                        condition=models.Q(("cancelled_at", None), ("finished_at", None)),
                        fields=["id"],
                        name="made_report_in_line",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None), ("finished_at", None)),
                        fields=("owner", "report", "parameters", "language"),
                        name="made_report_is_ordered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None), ("cancelled_at", None), _connector="OR"
                        ),
                        name="made_report_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at", None), ("problem", ""), ("record__isnull", True)
                            ),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("problem", ""),
                                ("record__isnull", False),
                            ),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("record__isnull", True),
                                models.Q(("problem", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="made_report_has_an_answer_or_a_problem",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))),
                        name="made_report_does_no_more_than_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voucher", "vouchers"),
                            ("list", "lists of participants"),
                            ("claim", "travel claims"),
                            ("file", "funding files"),
                        ],
                        max_length=12,
                        verbose_name="kind of paper",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="for papers from")),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(30),
                        ],
                        verbose_name="years",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "rule on keeping",
                "verbose_name_plural": "rules on keeping",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "valid_from"),
                        name="retention_rule_once_per_kind_and_day",
                        violation_error_message="There is a rule from this day on already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["voucher", "list", "claim", "file"]),
                            ("years__gte", 1),
                            ("years__lte", 30),
                        ),
                        name="retention_rule_is_for_some_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voucher", "vouchers"),
                            ("list", "lists of participants"),
                            ("claim", "travel claims"),
                            ("file", "funding files"),
                        ],
                        max_length=12,
                        verbose_name="kind of paper",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what was deleted")),
                ("kept_until", models.DateField(verbose_name="kept until")),
                ("deleted_at", models.DateTimeField(verbose_name="deleted at")),
            ],
            options={
                "verbose_name": "deletion",
                "verbose_name_plural": "deletions",
                "indexes": [models.Index(fields=["-deleted_at", "-id"], name="deletion_order")],
            },
        ),
        migrations.CreateModel(
            name="SavedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("report", models.CharField(max_length=40)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("never", "not by mail"),
                            ("monthly", "by mail on the first of each month"),
                            ("quarterly", "by mail on the first of each quarter"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="send",
                    ),
                ),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "saved report",
                "verbose_name_plural": "saved reports",
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="saved_report_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"),
                        name="saved_report_has_a_name_of_its_own",
                        violation_error_message="You have saved a report under this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_at", None), ("rhythm", "never")),
                            models.Q(
                                ("next_at__isnull", False),
                                ("rhythm__in", ["never", "monthly", "quarterly"]),
                                models.Q(("rhythm", "never"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="saved_report_is_sent_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        error_messages={"unique": "There is a rule from this day on already."},
                        unique=True,
                        verbose_name="for trips from",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "km_rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros per kilometre",
                    ),
                ),
                (
                    "km_cap",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros for the distance at most",
                    ),
                ),
                (
                    "high_rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="euros per kilometre with considerable official interest",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="months after the trip to claim in",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule on travel",
                "verbose_name_plural": "rules on travel",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high_rate__gte", 0),
                            ("km_rate__gte", 0),
                            ("months__gte", 1),
                            models.Q(("km_cap", None), ("km_cap__gte", 0), _connector="OR"),
                        ),
                        name="travel_rule_rates_are_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booking_batches",
                        to="organisations.centraloffice",
                    ),
                ),
                ("month", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "booking batch",
                "verbose_name_plural": "booking batches",
            },
        ),
        migrations.CreateModel(
            name="BookingAccounts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "central_office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="booking_accounts",
                        to="organisations.centraloffice",
                    ),
                ),
                (
                    "consultant",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1001),
                            django.core.validators.MaxValueValidator(9999999),
                        ],
                        verbose_name="consultant number",
                    ),
                ),
                (
                    "client",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99999),
                        ],
                        verbose_name="client number",
                    ),
                ),
                (
                    "account_length",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(4),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="digits of a ledger account",
                    ),
                ),
                (
                    "year_begins",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month in which the financial year begins",
                    ),
                ),
                (
                    "expense",
                    models.CharField(
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!0+$)\\d{4,9}$",
                                "An account has four to nine digits, not all of them zero.",
                            )
                        ],
                        verbose_name="account of travel costs",
                    ),
                ),
                (
                    "contra",
                    models.CharField(
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!0+$)\\d{4,9}$",
                                "An account has four to nine digits, not all of them zero.",
                            )
                        ],
                        verbose_name="contra account",
                    ),
                ),
            ],
            options={
                "verbose_name": "accounts for booking",
                "verbose_name_plural": "accounts for booking",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("expense"),
                                django.db.models.expressions.CombinedExpression(
                                    models.F("account_length"), "+", models.Value(1)
                                ),
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("contra"),
                                django.db.models.expressions.CombinedExpression(
                                    models.F("account_length"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="booking_accounts_have_the_digits_datev_takes",
                        violation_error_message="An account may have one digit more than a ledger account, no more.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="travel_claims",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "kilometres",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="kilometres by car, there and back",
                    ),
                ),
                (
                    "tickets",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="tickets in euros",
                    ),
                ),
                (
                    "high_rate",
                    models.BooleanField(
                        default=False, verbose_name="with considerable official interest"
                    ),
                ),
                (
                    "high_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason for the official interest"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_in", "handed in"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="handed_in",
                        max_length=10,
                    ),
                ),
                ("handed_in_at", models.DateTimeField()),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="amount in euros",
                    ),
                ),
                ("reckoning", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "voucher",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claim",
                        to="reports.voucher",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="reports.bookingbatch",
                    ),
                ),
                ("keep_until", models.DateField(verbose_name="keep until")),
            ],
            options={
                "verbose_name": "travel claim",
                "verbose_name_plural": "travel claims",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["handed_in", "approved"])),
                        fields=("enrolment",),
                        name="travel_claim_once_per_enrolment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gte", 0),
                                ("decided_at__isnull", False),
                                ("state", "approved"),
                            ),
                            models.Q(
                                ("amount", None),
                                ("decided_at__isnull", False),
                                ("state", "declined"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("amount", None),
                                ("decided_at", None),
                                ("state__in", ["handed_in", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="travel_claim_is_decided_with_its_consequence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kilometres__gte", 0),
                            ("tickets__gte", 0),
                            models.Q(("kilometres__gt", 0), ("tickets__gt", 0), _connector="OR"),
                        ),
                        name="travel_claim_asks_for_something",
                        violation_error_message="Enter kilometres or tickets.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high_rate", False),
                            models.Q(("high_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="travel_claim_says_why_the_rate_is_high",
                        violation_error_message="Say why there is a considerable official interest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("batch", None), ("state", "approved"), _connector="OR"),
                        name="travel_claim_is_booked_when_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="reports.travelclaim",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=reports.models.travel.claim_file,
                    ),
                ),
                ("filename", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
            },
        ),
        migrations.CreateModel(
            name="ReportingYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reporting_years",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            ],
            options={
                "verbose_name": "reporting year",
                "verbose_name_plural": "reporting years",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "year"), name="reporting_year_is_closed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 9999))),
                        name="reporting_year_has_four_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reporting_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reports.reportingyear",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("content", models.TextField()),
                ("checksum", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "version of a reporting year",
                "verbose_name_plural": "versions of reporting years",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reporting_year", "number"), name="year_version_once_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 0), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="year_version_amends_with_a_reason",
                    ),
                ],
            },
        ),
    ]
