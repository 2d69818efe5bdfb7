import certificates.models.evidence
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import fortbildung.shared.files
import fortbildung.shared.letters
import uuid
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
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(max_length=64, unique=True, verbose_name="fingerprint"),
                ),
                ("leaf", models.TextField()),
                ("root", models.TextField()),
                ("badge_key", models.CharField(max_length=100)),
                ("token_key", models.JSONField()),
                ("created_at", models.DateTimeField(verbose_name="in use since")),
                ("ends_at", models.DateTimeField(verbose_name="valid until")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("retired_at",), name="seal_in_use_is_one", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("created_at"))),
                        name="seal_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sealed training record",
                "verbose_name_plural": "sealed training records",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                        related_name="certificates",
                        to="organisations.centraloffice",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="number")),
                (
                    "code",
                    models.CharField(max_length=20, unique=True, verbose_name="verification code"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("attendance", "certificate of attendance"),
                            ("partial", "confirmation of partial attendance"),
                            ("achievement", "certificate of achievement"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "valid"),
                            ("replaced", "replaced"),
                            ("revoked", "revoked"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="courses.enrolment",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="issued on")),
                ("facts", models.JSONField()),
                (
                    "pdf",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to="certificates",
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="certificates.seal",
                    ),
                ),
                ("credential", models.JSONField(blank=True, null=True)),
                ("pdf_digest", models.CharField(blank=True, max_length=64)),
                ("credential_digest", models.CharField(blank=True, max_length=64)),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="certificates.certificate",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "year", "serial"),
                        name="certificate_serial_once_per_office_and_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("enrolment", "kind"),
                        name="certificate_once_per_enrolment_and_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pdf_digest", ""), _negated=True),
                        fields=("pdf_digest",),
                        name="certificate_file_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["issued", "replaced", "revoked"])),
                        name="certificate_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["attendance", "partial", "achievement"])),
                        name="certificate_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "issued")),
                            models.Q(
                                models.Q(("state", "issued"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_ends_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seal", None),
                            models.Q(
                                models.Q(("pdf_digest", ""), _negated=True),
                                models.Q(("credential_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_with_a_seal_is_known_again",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("png", models.BinaryField()),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
            },
        ),
        migrations.CreateModel(
            name="Design",
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
                        related_name="certificate_design",
                        to="organisations.centraloffice",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language of the papers",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(#[0-9a-f]{6})?$", "Write the colour like this: #1a5fb4."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "footer",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="footer",
                    ),
                ),
                (
                    "funder_note",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="note on the funding",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certificates.picture",
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certificates.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "design of certificates",
                "verbose_name_plural": "designs of certificates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["de", "en"])),
                        name="design_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accent__regex", "^(#[0-9a-f]{6})?$")),
                        name="design_accent_is_a_colour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="certificates.design",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("attendance", "certificate of attendance"),
                            ("partial", "confirmation of partial attendance"),
                            ("achievement", "certificate of achievement"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("de", "German"), ("en", "English")], max_length=2),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="heading",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True,
                        max_length=600,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="text below",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of certificates",
                "verbose_name_plural": "texts of certificates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("design", "kind", "language"),
                        name="text_block_once_per_kind_and_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["attendance", "partial", "achievement"]),
                            ("language__in", ["de", "en"]),
                        ),
                        name="text_block_is_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The title on the paper.",
                        max_length=160,
                        verbose_name="what was learnt",
                    ),
                ),
                ("issuer", models.CharField(max_length=120, verbose_name="who issued it")),
                ("completed_on", models.DateField(verbose_name="completed on")),
                (
                    "units",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        default=0,
                        max_digits=5,
                        verbose_name="teaching units of 45 minutes",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where you do not know; whoever decides about it chooses.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.qualification",
                        verbose_name="which qualification it proves",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=certificates.models.evidence.evidence_file,
                        verbose_name="file",
                    ),
                ),
                ("filename", models.CharField(max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_in", "handed in"),
                            ("accepted", "recognised"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="handed_in",
                        max_length=10,
                    ),
                ),
                ("handed_in_at", models.DateTimeField()),
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
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="courses.qualificationrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof from elsewhere",
                "verbose_name_plural": "proofs from elsewhere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["handed_in", "accepted", "declined", "withdrawn"])
                        ),
                        name="evidence_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("record__isnull", False), ("state", "accepted")),
                            models.Q(
                                ("record", None),
                                ("state", "declined"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("decided_at", None),
                                ("record", None),
                                ("state__in", ["handed_in", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_decided_with_its_consequence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 0)),
                        name="evidence_units_are_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Equivalence",
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
                        related_name="equivalences",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.course",
                        verbose_name="who attended the course",
                    ),
                ),
                (
                    "counts_as",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.course",
                        verbose_name="is treated as having attended",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="where it was completed from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="where it was completed until"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("decided_at", models.DateTimeField()),
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "equivalence",
                "verbose_name_plural": "equivalences",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("course", models.F("counts_as")), _negated=True),
                        name="equivalence_is_of_two_courses",
                        violation_error_message="Choose two different courses.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="equivalence_ends_after_it_begins",
                        violation_error_message="The span ends before it begins.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("central_office", "course", "counts_as"),
                        name="equivalence_once_per_office_and_courses",
                        violation_error_message="These courses are equivalent already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecognitionConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recognitions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "equivalence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="certificates.equivalence",
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("person", "equivalence"),
                        name="recognition_consent_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KindRule",
            fields=[
                (
                    "qualification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rule",
                        serialize=False,
                        to="courses.qualification",
                    ),
                ),
                (
                    "validity",
                    models.CharField(
                        choices=[
                            ("none", "without end"),
                            ("completion", "months from completion"),
                            ("expiry", "months from the previous last day"),
                            ("year_end", "to the end of the calendar year, and so many years more"),
                            ("fixed", "to a fixed date of the year"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="validity",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months of validity",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="years beyond the calendar year",
                    ),
                ),
                (
                    "fixed_month",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month of the fixed date",
                    ),
                ),
                (
                    "fixed_day",
                    models.PositiveSmallIntegerField(
                        default=31,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="day of the fixed date",
                    ),
                ),
                (
                    "least_months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="at least so many months until the fixed date",
                    ),
                ),
                (
                    "window_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: at any time while it is valid.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months before the end from which it may be renewed",
                    ),
                ),
                (
                    "grace_months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months after the end in which a refresher still suffices",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("any", "any one of the courses that renew it"),
                            ("all", "all of the courses that renew it"),
                            ("units", "teaching units collected in a sliding span"),
                        ],
                        default="any",
                        max_length=8,
                        verbose_name="renewed by",
                    ),
                ),
                (
                    "units",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="teaching units needed to renew it",
                    ),
                ),
                (
                    "span_months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months within which they are collected",
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of validity",
                "verbose_name_plural": "rules of validity",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renewal__in", ["any", "all", "units"]),
                            ("validity__in", ["none", "completion", "expiry", "year_end", "fixed"]),
                        ),
                        name="kind_rule_values_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("validity__in", ["completion", "expiry"]), _negated=True),
                            ("months__gte", 1),
                            _connector="OR",
                        ),
                        name="kind_rule_has_its_months",
                        violation_error_message="Enter for how many months it is valid.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renewal", "units"), _negated=True),
                            models.Q(("span_months__gte", 1), ("units__gt", 0)),
                            _connector="OR",
                        ),
                        name="kind_rule_has_its_units",
                        violation_error_message="Enter how many teaching units are needed, and within how many months.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fixed_day__gte", 1),
                            ("fixed_day__lte", 31),
                            ("fixed_month__gte", 1),
                            ("fixed_month__lte", 12),
                        ),
                        name="kind_rule_names_a_day_of_the_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("validity__in", ["completion", "expiry"]), _negated=True),
                            ("window_months", None),
                            ("window_months__lte", models.F("months")),
                            _connector="OR",
                        ),
                        name="kind_rule_window_is_shorter_than_the_validity",
                        violation_error_message="The window is not longer than the validity.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="courses.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="courses.qualification",
                        verbose_name="qualification",
                    ),
                ),
                (
                    "does",
                    models.CharField(
                        choices=[
                            ("grants", "grants"),
                            ("renews", "renews"),
                            ("requires", "requires"),
                        ],
                        max_length=8,
                        verbose_name="the course",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("participants", "participants"), ("speakers", "speakers")],
                        default="participants",
                        max_length=12,
                        verbose_name="for",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        help_text="Empty: also for all seminars of the past.",
                        null=True,
                        verbose_name="for seminars that end on or after",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a course",
                "verbose_name_plural": "effects of courses",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("does", "requires"), _negated=True),
                        fields=("course", "qualification", "audience"),
                        name="course_effect_once",
                        violation_error_message="The course has an effect on this kind already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("does", "requires")),
                        fields=("course", "qualification"),
                        name="course_requires_once",
                        violation_error_message="The course requires this kind already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience__in", ["participants", "speakers"]),
                            ("does__in", ["grants", "renews", "requires"]),
                        ),
                        name="course_effect_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("does", "requires"), _negated=True),
                            ("audience", "speakers"),
                            _connector="OR",
                        ),
                        name="course_requires_of_speakers",
                        violation_error_message="What participants need stands among the prerequisites of the course.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decrees",
                        to="courses.qualification",
                        verbose_name="qualification",
                    ),
                ),
                ("ends_from", models.DateField(verbose_name="what ends from")),
                ("ends_until", models.DateField(verbose_name="what ends until")),
                ("valid_until", models.DateField(verbose_name="is valid until")),
                (
                    "reference",
                    models.CharField(
                        help_text="Which decree, of whom, of when; stands in everybody’s history.",
                        max_length=200,
                        verbose_name="reference",
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "decree",
                "verbose_name_plural": "decrees",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_until__gte", models.F("ends_from")),
                            ("valid_until__gt", models.F("ends_until")),
                        ),
                        name="decree_extends_what_ends",
                        violation_error_message="The new last day is after the days it extends.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Computed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.qualification",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "qualification"), name="computed_once_per_person_and_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="courses.qualification",
                        verbose_name="qualification",
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="association or place, with all below it",
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counsellor", "counsellor"),
                            ("manager", "manager"),
                            ("administration", "administration"),
                            ("other", "other function"),
                        ],
                        max_length=20,
                        verbose_name="function",
                    ),
                ),
                (
                    "least_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="from this share of a full position",
                    ),
                ),
                (
                    "most_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="up to this share of a full position",
                    ),
                ),
                (
                    "within_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="within so many months of the beginning of the employment",
                    ),
                ),
                (
                    "warn_days",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MaxValueValidator(730)],
                        verbose_name="due soon: so many days before",
                    ),
                ),
                (
                    "repeat_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="reminded again so many days after it was due",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="in force from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "sample",
                    models.BooleanField(
                        default=False,
                        verbose_name="a sample, to be replaced by what your funder asks for",
                    ),
                ),
                ("decided_at", models.DateTimeField()),
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
            ],
            options={
                "verbose_name": "requirement",
                "verbose_name_plural": "requirements",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="requirement_ends_after_it_begins",
                        violation_error_message="The requirement ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "function__in",
                                ["", "counsellor", "manager", "administration", "other"],
                            )
                        ),
                        name="requirement_function_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least_share", None),
                            ("most_share", None),
                            ("least_share__lte", models.F("most_share")),
                            _connector="OR",
                        ),
                        name="requirement_share_is_a_span",
                        violation_error_message="The lower share is larger than the upper one.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("line", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="requirement_one_version_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parental_leave", "parental leave"),
                            ("illness", "illness"),
                            ("care", "care leave"),
                            ("other", "other leave"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["parental_leave", "illness", "care", "other"])
                        ),
                        name="pause_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="pause_ends_after_it_starts",
                        violation_error_message="The pause ends before it begins.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            (
                                models.Func(
                                    models.F("starts"),
                                    models.F("ends"),
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pause_one_at_a_time",
                        violation_error_message="There is a pause at that time already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certificates.requirement",
                        verbose_name="requirement",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Nothing about health or family: for that there are pauses.",
                        max_length=300,
                        verbose_name="reason",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until")),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "exemption",
                "verbose_name_plural": "exemptions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="exemption_ends_after_it_starts",
                        violation_error_message="The exemption ends before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="certificates.requirement",
                    ),
                ),
                ("due", models.DateField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before", "before it is due"),
                            ("due", "on the day it is due"),
                            ("after", "after it was due"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "requirement", "due", "stage"),
                        name="reminder_once_per_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["before", "due", "after"])),
                        name="reminder_stage_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
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
                        related_name="certificate_runs",
                        to="organisations.centraloffice",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("issued", models.PositiveIntegerField(default=0)),
                ("hindered", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "run",
                "verbose_name_plural": "runs",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("central_office",),
                        name="run_one_at_a_time_per_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None),
                            ("finished_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="run_finishes_after_it_started",
                    ),
                ],
            },
        ),
    ]
