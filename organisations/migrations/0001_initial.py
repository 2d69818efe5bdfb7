import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import fortbildung.shared.letters
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("shared", "0002_extensions"),
    ]

    operations = [
        migrations.CreateModel(
            name="State",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ags", models.CharField(max_length=2, unique=True, verbose_name="AGS")),
                (
                    "iso_3166_2",
                    models.CharField(max_length=5, unique=True, verbose_name="ISO 3166-2"),
                ),
                ("nuts_1", models.CharField(max_length=3, unique=True, verbose_name="NUTS 1")),
                ("short", models.CharField(max_length=2, unique=True, verbose_name="abbreviation")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "Land",
                "verbose_name_plural": "Länder",
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("association", "association"),
                            ("regional_association", "regional association"),
                            ("provider", "provider"),
                            ("site", "site"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "full_name",
                    models.CharField(blank=True, max_length=250, verbose_name="full name"),
                ),
                (
                    "postcode",
                    models.CharField(
                        blank=True,
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{5}$", "A postcode has five digits."
                            )
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.state",
                        verbose_name="Land",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="function mailbox"),
                ),
                (
                    "programmes",
                    models.ManyToManyField(
                        blank=True, to="organisations.programme", verbose_name="programmes"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["association", "regional_association", "provider", "site"],
                            )
                        ),
                        name="organisation_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["provider", "site"]), _negated=True),
                            ("state__isnull", False),
                            _connector="OR",
                        ),
                        name="organisation_with_address_has_a_state",
                        violation_error_message="Providers and sites need a Land.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("postcode", ""), ("postcode__regex", "^\\d{5}$"), _connector="OR"
                        ),
                        name="organisation_postcode_has_five_digits",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Left(
                            "path",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("path"), "-", models.Value(4)
                            ),
                        ),
                        django.db.models.functions.text.Lower("name"),
                        models.F("postcode"),
                        name="organisation_once_below_its_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CentralOffice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="central_offices",
                        to="organisations.organisation",
                        verbose_name="association",
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                (
                    "short_name",
                    models.CharField(max_length=40, unique=True, verbose_name="short name"),
                ),
                (
                    "slug",
                    models.SlugField(max_length=40, unique=True, verbose_name="short address"),
                ),
                (
                    "number_prefix",
                    models.CharField(
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]+$", "Capital letters and digits only."
                            )
                        ],
                        verbose_name="prefix of certificate numbers",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("city", models.CharField(default="Berlin", max_length=100, verbose_name="city")),
                (
                    "signatory_name",
                    models.CharField(blank=True, max_length=120, verbose_name="signatory"),
                ),
                (
                    "signatory_function",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="function of the signatory"
                    ),
                ),
                (
                    "regime",
                    models.CharField(
                        choices=[
                            ("GDPR_BDSG", "GDPR and BDSG"),
                            ("KDG", "KDG (Catholic Church)"),
                            ("DSG_EKD", "DSG-EKD (Protestant Church)"),
                        ],
                        max_length=12,
                        verbose_name="data protection law",
                    ),
                ),
                (
                    "sheet_template",
                    models.CharField(
                        choices=[
                            ("minimal", "minimal: name, site and signature"),
                            (
                                "strict",
                                "strict: also function, Land, E/H and the signature of the lead",
                            ),
                        ],
                        default="minimal",
                        max_length=8,
                        verbose_name="attendance sheet",
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
                    "accent_at_night",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(#[0-9a-f]{6})?$", "Write the colour like this: #1a5fb4."
                            )
                        ],
                        verbose_name="accent colour on dark surfaces",
                    ),
                ),
                ("logo", models.CharField(blank=True, editable=False, max_length=12)),
            ],
            options={
                "verbose_name": "central office",
                "verbose_name_plural": "central offices",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["GDPR_BDSG", "KDG", "DSG_EKD"])),
                        name="central_office_regime_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sheet_template__in", ["minimal", "strict"])),
                        name="central_office_sheet_template_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accent__regex", "^(#[0-9a-f]{6})?$"),
                            ("accent_at_night__regex", "^(#[0-9a-f]{6})?$"),
                        ),
                        name="central_office_accents_are_colours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accent", ""), _negated=True),
                            ("accent_at_night", ""),
                            _connector="OR",
                        ),
                        name="central_office_has_no_night_without_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeLogo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture",
                        to="organisations.centraloffice",
                    ),
                ),
                ("png", models.BinaryField()),
            ],
            options={
                "verbose_name": "logo",
                "verbose_name_plural": "logos",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={
                            "unique": "Somebody with this e-mail address exists already."
                        },
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(
                        max_length=80,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="first name",
                    ),
                ),
                (
                    "last_name",
                    models.CharField(
                        max_length=80,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="last name",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("de", "German"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("wants_reminders", models.BooleanField(default=True, verbose_name="reminders")),
                ("wants_digest", models.BooleanField(default=True, verbose_name="daily digest")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_is_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="organisations.organisation",
                        verbose_name="site",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("counsellor", "counsellor"),
                            ("manager", "manager"),
                            ("administration", "administration"),
                            ("other", "other function"),
                        ],
                        default="counsellor",
                        max_length=20,
                        verbose_name="function",
                    ),
                ),
                (
                    "fte_share",
                    models.DecimalField(
                        decimal_places=2,
                        default=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="share of a full position",
                    ),
                ),
                (
                    "volunteer",
                    models.BooleanField(default=False, verbose_name="works as a volunteer"),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "waiting for confirmation"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                        ],
                        default="requested",
                        max_length=12,
                    ),
                ),
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
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "employment",
                "verbose_name_plural": "employments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["requested", "confirmed", "declined"])),
                        name="employment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("function__in", ["counsellor", "manager", "administration", "other"])
                        ),
                        name="employment_function_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends", None), ("ends__gte", models.F("starts")), _connector="OR"
                        ),
                        name="employment_ends_after_it_starts",
                        violation_error_message="An employment ends after it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fte_share__gte", 0), ("fte_share__lte", 1)),
                        name="employment_share_is_between_0_and_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "requested"), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="employment_decision_has_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "declined"), _negated=True),
                        expressions=[
                            ("user", "="),
                            ("organisation", "="),
                            ("programme", "="),
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
                        name="employment_once_at_a_time_per_place_and_programme",
                        violation_error_message="This employment is registered already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("manager", "manager"),
                            ("office_staff", "central office staff"),
                            ("coordination", "national coordination"),
                            ("trainer", "trainer"),
                            ("auditor", "auditor"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="organisations.centraloffice",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("central_office", None),
                                ("kind", "manager"),
                                ("organisation__isnull", False),
                            ),
                            models.Q(
                                ("central_office__isnull", False),
                                ("kind", "office_staff"),
                                ("organisation", None),
                            ),
                            models.Q(
                                ("central_office", None),
                                ("kind__in", ["coordination", "trainer", "auditor"]),
                                ("organisation", None),
                            ),
                            _connector="OR",
                        ),
                        name="role_has_the_reach_of_its_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "kind", "organisation", "central_office"),
                        name="role_once_per_person_and_reach",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BarrierReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=300, verbose_name="page")),
                (
                    "description",
                    models.TextField(max_length=5000, verbose_name="what got in the way"),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("reported_at", models.DateTimeField(verbose_name="reported on")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
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
                "verbose_name": "barrier reported",
                "verbose_name_plural": "barriers reported",
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputises_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until")),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "deputy",
                "verbose_name_plural": "deputies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("manager")), _negated=True),
                        name="deputy_is_somebody_else",
                        violation_error_message="Nobody is their own deputy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("starts"))),
                        name="deputy_ends_after_it_starts",
                        violation_error_message="The last day lies before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("manager", "="),
                            ("deputy", "="),
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
                        name="deputy_once_at_a_time",
                        violation_error_message="This person is your deputy on some of these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasure_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked on")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("name_kept_until", models.DateField(blank=True, null=True)),
                ("name_erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
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
                "verbose_name": "erasure request",
                "verbose_name_plural": "erasure requests",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("user",),
                        name="erasure_asked_for_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "first_name",
                    models.CharField(
                        max_length=80,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="first name",
                    ),
                ),
                (
                    "last_name",
                    models.CharField(
                        max_length=80,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="last name",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="organisations.organisation",
                        verbose_name="site",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "function",
                    models.CharField(
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
                    "fte_share",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="share of a full position",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent on")),
                ("times_sent", models.PositiveSmallIntegerField(default=1)),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "accepted", "declined", "withdrawn"])
                        ),
                        name="invitation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("function__in", ["counsellor", "manager", "administration", "other"])
                        ),
                        name="invitation_function_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fte_share__gte", 0), ("fte_share__lte", 1)),
                        name="invitation_share_is_between_0_and_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="invitation_email_is_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_settled_has_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("email", "organisation", "programme"),
                        name="invitation_open_once_per_place_and_programme",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ons",
                        to="organisations.organisation",
                        verbose_name="association",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="It stands on the button: “AWO”.",
                        max_length=40,
                        unique=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Part of the addresses that the association enters on its side.",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?!saml$|openid_connect$)", "Choose another one."
                            )
                        ],
                        verbose_name="short address",
                    ),
                ),
                (
                    "protocol",
                    models.CharField(
                        choices=[("oidc", "OpenID Connect"), ("saml", "SAML 2.0")],
                        max_length=4,
                        verbose_name="protocol",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=300, verbose_name="issuer")),
                (
                    "client_id",
                    models.CharField(blank=True, max_length=190, verbose_name="client ID"),
                ),
                ("secret", models.TextField(blank=True)),
                (
                    "log_in_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the log-in"
                    ),
                ),
                ("certificate", models.TextField(blank=True, verbose_name="certificate")),
                (
                    "active",
                    models.BooleanField(default=False, verbose_name="offered at the log-in"),
                ),
                (
                    "vouches_for_addresses",
                    models.BooleanField(
                        default=False, verbose_name="hands out addresses of its own directory only"
                    ),
                ),
                (
                    "confirms_employments",
                    models.BooleanField(default=False, verbose_name="confirms who works there"),
                ),
                (
                    "checks_second_factor",
                    models.BooleanField(default=False, verbose_name="asks for a second factor"),
                ),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
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
                "verbose_name": "sign-on",
                "verbose_name_plural": "sign-ons",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("protocol", "oidc"),
                                models.Q(("issuer", ""), _negated=True),
                                models.Q(("client_id", ""), _negated=True),
                                models.Q(("secret", ""), _negated=True),
                            ),
                            models.Q(
                                ("protocol", "saml"),
                                models.Q(("issuer", ""), _negated=True),
                                models.Q(("log_in_url", ""), _negated=True),
                                models.Q(("certificate", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sign_on_is_complete",
                        violation_error_message="Something is missing that this protocol needs.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="domains",
                        to="organisations.signon",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "Another sign-on has this mail domain already."},
                        max_length=200,
                        unique=True,
                        verbose_name="mail domain",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail domain",
                "verbose_name_plural": "mail domains",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", django.db.models.functions.text.Lower("name"))),
                        name="mail_domain_is_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("prefix", models.CharField(max_length=12, verbose_name="begins with")),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "read"), ("write", "read and write")],
                        max_length=5,
                        verbose_name="rights",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                (
                    "last_used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last used"),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["read", "write"])),
                        name="api_token_scope_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="api_token_expires_after_it_was_made",
                        violation_error_message="An API key is valid for some time at least.",
                    ),
                ],
            },
        ),
    ]
