import courses.models.materials
import courses.models.messages
import courses.models.speakers
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import fortbildung.shared.files
import fortbildung.shared.letters
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=80, verbose_name="name in English"),
                ),
                (
                    "slug",
                    models.SlugField(max_length=80, unique=True, verbose_name="short address"),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title in English"),
                ),
                (
                    "teaching_units",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(0.5)],
                        verbose_name="teaching units of 45 minutes",
                    ),
                ),
                (
                    "delivery_mode",
                    models.CharField(
                        choices=[
                            ("presence", "in person"),
                            ("online", "online"),
                            ("hybrid", "hybrid"),
                            ("blended", "blended"),
                            ("self_paced", "self-paced"),
                        ],
                        max_length=12,
                        verbose_name="delivery mode",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("seminar", "seminar"), ("series", "series")],
                        default="seminar",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "prerequisite_policy",
                    models.CharField(
                        choices=[
                            ("warn", "told, may book"),
                            ("block", "may not book"),
                            (
                                "block_unless_office",
                                "may not book, unless the office gives a reason",
                            ),
                        ],
                        default="block_unless_office",
                        max_length=20,
                        verbose_name="who lacks a prerequisite",
                    ),
                ),
                ("mandatory", models.BooleanField(default=False, verbose_name="mandatory")),
                (
                    "awards_certificate",
                    models.BooleanField(
                        default=False, verbose_name="leads to a certificate of achievement"
                    ),
                ),
                (
                    "attendance_threshold",
                    models.PositiveSmallIntegerField(
                        default=80,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="attendance needed for the certificate, in percent of the teaching units",
                    ),
                ),
                (
                    "confirms_partial",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever was there less gets a confirmation of the units attended.",
                        verbose_name="confirms what was attended below that",
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", config="german", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "code", config="simple", weight="A"
                            ),
                            django.contrib.postgres.search.SearchConfig("german"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        related_name="courses", to="courses.topic", verbose_name="topics"
                    ),
                ),
                (
                    "programmes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="courses",
                        to="organisations.programme",
                        verbose_name="target programmes",
                    ),
                ),
            ],
            options={
                "verbose_name": "course",
                "verbose_name_plural": "courses",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="course_search"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("title_en", config="english"),
                        name="course_english_search",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                        ),
                        name="course_title_trigrams",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "delivery_mode__in",
                                ["presence", "online", "hybrid", "blended", "self_paced"],
                            )
                        ),
                        name="course_delivery_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["seminar", "series"])),
                        name="course_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prerequisite_policy__in", ["warn", "block", "block_unless_office"])
                        ),
                        name="course_prerequisite_policy_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("teaching_units__gt", 0)),
                        name="course_has_teaching_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attendance_threshold__gte", 1), ("attendance_threshold__lte", 100)
                        ),
                        name="course_threshold_is_a_percentage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Venue",
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
                        related_name="venues",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands in the catalogue; the city is added by itself.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=120, verbose_name="street and number"),
                ),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
                ("city", models.CharField(max_length=80, verbose_name="city")),
                (
                    "land",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its public holidays are warned of; reports count by it. Abroad: none.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.state",
                        verbose_name="Land",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Who books rooms for you there.",
                        max_length=120,
                        verbose_name="contact",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "step_free",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="step-free access",
                    ),
                ),
                (
                    "lift",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="lift",
                    ),
                ),
                (
                    "hearing_loop",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="hearing loop",
                    ),
                ),
                (
                    "accessible_toilet",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="accessible toilet",
                    ),
                ),
                (
                    "parking",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="accessible parking",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="For your office only: prices, house rules, how to get there.",
                        max_length=2000,
                        verbose_name="notes",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="It is not offered for new seminars; past ones keep it.",
                        verbose_name="no longer used",
                    ),
                ),
            ],
            options={
                "verbose_name": "venue",
                "verbose_name_plural": "venues",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "name", "city"),
                        name="venue_name_once_per_office_and_city",
                        violation_error_message="Your office has this venue already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accessible_toilet__in", ["yes", "no", "unknown"]),
                            ("hearing_loop__in", ["yes", "no", "unknown"]),
                            ("lift__in", ["yes", "no", "unknown"]),
                            ("parking__in", ["yes", "no", "unknown"]),
                            ("step_free__in", ["yes", "no", "unknown"]),
                        ),
                        name="venue_access_is_known_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VenueRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rooms",
                        to="courses.venue",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="room")),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="persons at most",
                    ),
                ),
                (
                    "step_free",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="step-free",
                    ),
                ),
                (
                    "hearing_loop",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="hearing loop",
                    ),
                ),
                ("notes", models.CharField(blank=True, max_length=200, verbose_name="notes")),
            ],
            options={
                "verbose_name": "room",
                "verbose_name_plural": "rooms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "name"),
                        name="venue_room_name_once_per_venue",
                        violation_error_message="This venue has a room of that name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1)), name="venue_room_has_a_seat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hearing_loop__in", ["yes", "no", "unknown"]),
                            ("step_free__in", ["yes", "no", "unknown"]),
                        ),
                        name="venue_room_access_is_known_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CancellationPolicy",
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
                        related_name="cancellation_policies",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "self_until_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Later only the central office cancels. 0 means: until the seminar begins.",
                        verbose_name="days before the start until which people cancel themselves",
                    ),
                ),
            ],
            options={
                "verbose_name": "cancellation policy",
                "verbose_name_plural": "cancellation policies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "name"),
                        name="cancellation_policy_once_per_office_and_name",
                        violation_error_message="A policy of this name exists already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seminar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                '^[^\\s./\\\\?#%"][^\\r\\n\\t/\\\\?#%"]*\\Z',
                                "Use letters, digits, hyphens and dots; begin with a letter or digit.",
                            )
                        ],
                        verbose_name="number",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seminars",
                        to="courses.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seminars",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("open", "open for enrolment"),
                            ("guaranteed", "takes place"),
                            ("held", "held"),
                            ("closed", "closed"),
                            ("called_off", "called off"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        help_text="Venue, or “online”.", max_length=200, verbose_name="place"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        help_text="From your register: place and Land follow from it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seminars",
                        to="courses.venue",
                        verbose_name="venue",
                    ),
                ),
                (
                    "land",
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
                    "online_link",
                    models.URLField(blank=True, verbose_name="link to the online room"),
                ),
                (
                    "catering",
                    models.BooleanField(
                        default=False,
                        help_text="Participants are asked what they eat.",
                        verbose_name="with catering",
                    ),
                ),
                (
                    "lodging",
                    models.BooleanField(
                        default=False,
                        help_text="Participants are asked whether they need a room.",
                        verbose_name="with lodging",
                    ),
                ),
                (
                    "min_seats",
                    models.PositiveIntegerField(default=1, verbose_name="minimum of participants"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="seats",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="enrolment opens")),
                ("closes_at", models.DateTimeField(verbose_name="enrolment closes")),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="fee in euros"
                    ),
                ),
                (
                    "cancellation_policy",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, people cancel free of charge until the seminar begins.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.cancellationpolicy",
                        verbose_name="cancellation policy",
                    ),
                ),
                (
                    "allocation",
                    models.CharField(
                        choices=[
                            ("first_come", "in the order of enrolment"),
                            ("selection", "by selection after enrolment has closed"),
                        ],
                        default="first_come",
                        max_length=12,
                        verbose_name="seats are given",
                    ),
                ),
                (
                    "approval_policy",
                    models.CharField(
                        choices=[
                            ("none", "nobody"),
                            ("manager", "the manager"),
                            ("manager_then_office", "the manager, then the central office"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="who must approve",
                    ),
                ),
                (
                    "approval_hours",
                    models.PositiveSmallIntegerField(
                        default=120,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="hours a seat is held for the approval",
                    ),
                ),
                (
                    "offers",
                    models.BooleanField(
                        default=False,
                        help_text="Else the seat is theirs at once.",
                        verbose_name="whoever moves up must accept the seat",
                    ),
                ),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=48,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="hours to accept a seat",
                    ),
                ),
                (
                    "provider_limit",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="seats per provider at most",
                    ),
                ),
                (
                    "sheet_template",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("minimal", "minimal: name, site and signature"),
                            (
                                "strict",
                                "strict: also function, Land, E/H and the signature of the lead",
                            ),
                        ],
                        max_length=8,
                        verbose_name="attendance sheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "seminar",
                "verbose_name_plural": "seminars",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["planned", "open", "guaranteed", "held", "closed", "called_off"],
                            )
                        ),
                        name="seminar_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__regex", '^[^\\s./\\\\?#%"][^\\r\\n\\t/\\\\?#%"]*\\Z')
                        ),
                        name="seminar_number_fits_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("min_seats__lte", models.F("capacity"))),
                        name="seminar_min_seats_fit_its_capacity",
                        violation_error_message="The minimum is larger than the number of seats.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1)), name="seminar_has_a_seat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="seminar_closes_after_it_opens",
                        violation_error_message="Enrolment closes after it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allocation__in", ["first_come", "selection"]),
                            ("approval_policy__in", ["none", "manager", "manager_then_office"]),
                        ),
                        name="seminar_policies_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approval_hours__gte", 1), ("offer_hours__gte", 1)),
                        name="seminar_holds_seats_for_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sheet_template__in", ["", "minimal", "strict"])),
                        name="seminar_sheet_template_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fee__gte", 0)),
                        name="seminar_fee_is_not_negative",
                        violation_error_message="The fee is not negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contingent",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contingents",
                        to="courses.seminar",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contingents",
                        to="organisations.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("reserved", models.PositiveIntegerField(default=0, verbose_name="reserved seats")),
                (
                    "limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="at most"),
                ),
                (
                    "release_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="released on"),
                ),
                ("released_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("used", models.PositiveIntegerField(default=0, editable=False)),
                ("waiting", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "seat contingent",
                "verbose_name_plural": "seat contingents",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("central_office", None), ("organisation__isnull", False)),
                            models.Q(("central_office__isnull", False), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="contingent_belongs_to_a_node_or_an_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit", None), ("reserved__lte", models.F("limit")), _connector="OR"
                        ),
                        name="contingent_reserves_no_more_than_its_limit",
                        violation_error_message="A seat contingent reserves at most its limit.",
                    ),
                    models.UniqueConstraint(
                        fields=("seminar", "organisation", "central_office"),
                        name="contingent_once_per_node",
                        nulls_distinct=False,
                        violation_error_message="This organisation has a seat contingent already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatCount",
            fields=[
                (
                    "seminar",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="seats",
                        serialize=False,
                        to="courses.seminar",
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0)),
                ("held", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("last_joined_at", models.DateTimeField(null=True)),
                ("kept", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SeatEvent",
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
                        related_name="seat_events",
                        to="courses.seminar",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("capacity", "number of seats"),
                            ("contingent", "seat contingent"),
                            ("released", "released"),
                            ("handed_back", "handed back"),
                            ("given", "given to another association"),
                            ("received", "received from another association"),
                            ("selection", "selection"),
                            ("called_off", "called off"),
                            ("reopened", "reopened"),
                            ("terms", "dates and terms"),
                            ("published", "published"),
                            ("guaranteed", "takes place"),
                            ("closed", "closed"),
                            ("speaker", "speaker"),
                        ],
                        max_length=12,
                    ),
                ),
                ("whom", models.CharField(blank=True, max_length=250)),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "event of the seats",
                "verbose_name_plural": "events of the seats",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "capacity",
                                    "contingent",
                                    "released",
                                    "handed_back",
                                    "given",
                                    "received",
                                    "selection",
                                    "called_off",
                                    "reopened",
                                    "terms",
                                    "published",
                                    "guaranteed",
                                    "closed",
                                    "speaker",
                                ],
                            )
                        ),
                        name="seat_event_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                        related_name="enrolments",
                        to="courses.seminar",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "on the waiting list"),
                            ("held", "seat held"),
                            ("confirmed", "confirmed"),
                            ("attended", "attended"),
                            ("partly_attended", "partly attended"),
                            ("absent", "absent"),
                            ("cancelled", "cancelled"),
                            ("declined", "declined"),
                            ("expired", "expired"),
                            ("replaced", "replaced"),
                            ("not_selected", "not selected"),
                            ("called_off", "seminar called off"),
                        ],
                        max_length=16,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="note to the organisers"
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "first"), (2, "normal"), (3, "last")],
                        default=2,
                        verbose_name="priority",
                    ),
                ),
                (
                    "priority_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason for the priority"
                    ),
                ),
                (
                    "approval",
                    models.CharField(
                        choices=[
                            ("not_needed", "not needed"),
                            ("pending", "pending"),
                            ("granted", "granted"),
                            ("denied", "denied"),
                        ],
                        default="not_needed",
                        max_length=12,
                    ),
                ),
                (
                    "acceptance",
                    models.CharField(
                        choices=[
                            ("not_needed", "not needed"),
                            ("pending", "pending"),
                            ("given", "given"),
                        ],
                        default="not_needed",
                        max_length=12,
                    ),
                ),
                (
                    "charged_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="courses.contingent",
                    ),
                ),
                ("charge_reason", models.CharField(blank=True, max_length=300)),
                ("override_reason", models.CharField(blank=True, max_length=300)),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "rebooks",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rebooked_by",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.employment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "land",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.state",
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
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=20)),
                (
                    "attended_units",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="teaching units attended",
                    ),
                ),
                (
                    "attended_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=2, max_digits=5),
                        blank=True,
                        editable=False,
                        null=True,
                        size=None,
                    ),
                ),
            ],
            options={
                "verbose_name": "enrolment",
                "verbose_name_plural": "enrolments",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["seminar", "charged_to", "priority", "requested_at", "id"],
                        name="enrolment_queue",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["seminar", "priority", "requested_at", "id"],
                        name="enrolment_queue_positions",
                    ),
                    models.Index(
                        condition=models.Q(("state", "held")),
                        fields=["held_until"],
                        name="enrolment_held",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                ["held", "confirmed", "attended", "partly_attended", "absent"],
                            )
                        ),
                        fields=["seminar"],
                        name="enrolment_seats",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "held",
                                    "confirmed",
                                    "attended",
                                    "partly_attended",
                                    "absent",
                                ],
                            )
                        ),
                        fields=("seminar", "person"),
                        name="enrolment_once_per_person_and_seminar",
                        violation_error_message="This person is enrolled in this seminar already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "held",
                                    "confirmed",
                                    "attended",
                                    "partly_attended",
                                    "absent",
                                ],
                            )
                        ),
                        fields=("rebooks",),
                        name="enrolment_is_rebooked_to_one_other_date",
                        violation_error_message="This enrolment is being rebooked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "held",
                                    "confirmed",
                                    "attended",
                                    "partly_attended",
                                    "absent",
                                    "cancelled",
                                    "declined",
                                    "expired",
                                    "replaced",
                                    "not_selected",
                                    "called_off",
                                ],
                            )
                        ),
                        name="enrolment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attended_units__gte", 0),
                                ("state__in", ["attended", "partly_attended", "absent"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["attended", "partly_attended", "absent"]),
                                    _negated=True,
                                ),
                                ("attended_units", None),
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_units_go_with_attendance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attended_days", None), ("attended_units", None)),
                            models.Q(
                                ("attended_days__isnull", False), ("attended_units__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_days_go_with_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("booked_by__isnull", False),
                                ("person", None),
                                (
                                    "state__in",
                                    [
                                        "waiting",
                                        "held",
                                        "cancelled",
                                        "declined",
                                        "expired",
                                        "replaced",
                                        "not_selected",
                                        "called_off",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("land__isnull", False),
                                ("person__isnull", False),
                                ("programme__isnull", False),
                                models.Q(("function", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_of_a_person_has_their_context",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_until__isnull", False), ("state", "held")),
                            models.Q(
                                models.Q(("state", "held"), _negated=True), ("held_until", None)
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_is_held_until_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acceptance__in", ["not_needed", "pending", "given"]),
                            ("approval__in", ["not_needed", "pending", "granted", "denied"]),
                        ),
                        name="enrolment_approval_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    ["confirmed", "attended", "partly_attended", "absent"],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("acceptance__in", ["not_needed", "given"]),
                                ("approval__in", ["not_needed", "granted"]),
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_is_confirmed_with_every_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority", 2),
                            models.Q(
                                ("priority__in", [1, 2, 3]),
                                models.Q(("priority_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_priority_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moved_at__gte", models.F("requested_at"))),
                        name="enrolment_moves_after_it_was_requested",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
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
                        related_name="approval_steps",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("manager", "manager"), ("office", "central office")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("granted", "granted"),
                            ("denied", "denied"),
                            ("void", "no longer needed"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_name", models.CharField(blank=True, max_length=160, verbose_name="name")),
                (
                    "decided_function",
                    models.CharField(blank=True, max_length=120, verbose_name="function"),
                ),
                (
                    "via",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("account", "with an account"),
                            ("mailbox", "by the link to the function mailbox"),
                            ("booking", "by the booking itself"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["stage"],
                        name="approval_pending",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("enrolment",),
                        name="approval_one_pending_step_per_enrolment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "denied"]), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("decided_name", ""), _negated=True),
                                models.Q(("via", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="approval_decision_names_who_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "denied"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_is_denied_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="courses.enrolment",
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="passed")),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="what was assessed",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        validators=[fortbildung.shared.letters.validate_printable],
                        verbose_name="result",
                    ),
                ),
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
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
            },
        ),
        migrations.CreateModel(
            name="SeminarSpan",
            fields=[
                (
                    "seminar",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="span",
                        serialize=False,
                        to="courses.seminar",
                    ),
                ),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "teaching_units",
                    models.DecimalField(db_default=0, decimal_places=1, max_digits=6),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="courses.seminar",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "teaching_units",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(0.5)],
                        verbose_name="teaching units",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("room", models.CharField(blank=True, max_length=100, verbose_name="room")),
                (
                    "venue_room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="courses.venueroom",
                        verbose_name="room of the venue",
                    ),
                ),
                ("blocks", models.BooleanField(default=True, editable=False)),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0,
                        editable=False,
                        help_text="Raised with every change of time or place.",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="session_ends_after_it_starts",
                        violation_error_message="A session ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("teaching_units__gt", 0)),
                        name="session_has_teaching_units",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            ("seminar", "="),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    models.Value("[)"),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="session_does_not_overlap_another",
                        violation_error_message="Two sessions of one seminar overlap.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("blocks", True), ("venue_room__isnull", False)),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            ("venue_room", "="),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    models.Value("[)"),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="room_is_booked_once_at_a_time",
                        violation_error_message="The room is taken at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                        related_name="attendances",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="courses.session",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                ("late", models.PositiveSmallIntegerField(default=0, verbose_name="minutes late")),
                (
                    "early",
                    models.PositiveSmallIntegerField(default=0, verbose_name="minutes left early"),
                ),
                (
                    "away",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="minutes away in between"
                    ),
                ),
                ("excused", models.BooleanField(default=False, verbose_name="excused")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("scan", "checked in"),
                            ("import", "participant list of the conference"),
                        ],
                        default="manual",
                        max_length=8,
                    ),
                ),
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
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "session"), name="attendance_once_per_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["manual", "scan", "import"])),
                        name="attendance_source_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("excused", False), ("minutes", 0), _connector="OR"),
                        name="attendance_excused_was_not_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
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
                        related_name="attendance_events",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance_events",
                        to="courses.session",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("scan", "checked in"),
                            ("import", "participant list of the conference"),
                        ],
                        max_length=8,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField()),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "change of attendance",
                "verbose_name_plural": "changes of attendance",
                "indexes": [
                    models.Index(fields=["session", "-at", "-id"], name="attendance_history")
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "seminar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="courses.seminar",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirm", "confirm"),
                            ("rebook", "rebook to another date"),
                            ("cancel", "cancel"),
                            ("certify", "issue certificates"),
                        ],
                        max_length=8,
                        verbose_name="action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.seminar",
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "bulk action",
                "verbose_name_plural": "bulk actions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["confirm", "rebook", "cancel", "certify"])
                        ),
                        name="batch_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rebook"), ("target__isnull", False)),
                            models.Q(models.Q(("kind", "rebook"), _negated=True), ("target", None)),
                            _connector="OR",
                        ),
                        name="batch_rebooks_to_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="courses.batch",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.enrolment",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("refused", models.BooleanField(default=False)),
                ("said", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["id"],
                        name="batch_items_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "enrolment"), name="batch_names_an_enrolment_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CancellationTier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tiers",
                        to="courses.cancellationpolicy",
                    ),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(verbose_name="days before the start"),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="euros"
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent of the fee",
                    ),
                ),
            ],
            options={
                "verbose_name": "tier",
                "verbose_name_plural": "tiers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "days_before"), name="cancellation_tier_once_per_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("percent__lte", 100)),
                        name="cancellation_tier_costs_no_less_than_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CancellationFee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation_fee",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=7, verbose_name="euros"),
                ),
                ("rule", models.CharField(max_length=200, verbose_name="rule")),
                ("recorded_at", models.DateTimeField()),
                ("waived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "waived_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "cancellation fee",
                "verbose_name_plural": "cancellation fees",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="cancellation_fee_is_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("waived_at", None),
                            models.Q(("waived_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cancellation_fee_is_waived_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.UUIDField(unique=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="courses.session",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("came", "came"), ("left", "left")], max_length=4),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("own", "own device"),
                            ("desk", "device of the speaker or the office"),
                        ],
                        max_length=8,
                    ),
                ),
                ("scanned_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("device", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "scan",
                "verbose_name_plural": "scans",
                "indexes": [
                    models.Index(fields=["session", "enrolment", "scanned_at"], name="scan_order")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["own", "desk"]), ("kind__in", ["came", "left"])
                        ),
                        name="scan_is_of_a_known_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedList",
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
                        related_name="signed_lists",
                        to="courses.seminar",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_lists",
                        to="courses.session",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to="signed-lists",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "signed list",
                "verbose_name_plural": "signed lists",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seminar", "session", "digest"),
                        name="signed_list_once_per_seminar",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="signed_list_is_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "kind",
                    models.CharField(
                        choices=[("privacy", "privacy notice"), ("terms", "terms")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("valid_from", models.DateTimeField(verbose_name="valid from")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("sections", models.JSONField(verbose_name="sections")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=120, verbose_name="title in English"),
                ),
                (
                    "sections_en",
                    models.JSONField(blank=True, default=list, verbose_name="sections in English"),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "legal text",
                "verbose_name_plural": "legal texts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "kind", "version"), name="legal_text_once_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["privacy", "terms"]),
                            ("regime__in", ["GDPR_BDSG", "KDG", "DSG_EKD"]),
                        ),
                        name="legal_text_regime_and_kind_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="legal_text_versions_count_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sections_en", []), ("title_en", "")),
                            models.Q(
                                models.Q(("title_en", ""), _negated=True),
                                models.Q(("sections_en", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legal_text_in_english_has_title_and_sections",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                        related_name="consents",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="courses.legaltext",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("told", models.BooleanField(default=False)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("en", "en"), ("de", "de")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "text"), name="consent_once_per_enrolment_and_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["", "en", "de"])),
                        name="consent_language_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentEvent",
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
                        related_name="events",
                        to="courses.enrolment",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "state"),
                            ("approval", "approval"),
                            ("offer", "offer"),
                            ("priority", "priority"),
                            ("charge", "seat contingent"),
                            ("fee", "cancellation fee"),
                        ],
                        default="moved",
                        max_length=8,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_state", models.CharField(blank=True, max_length=16)),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("waiting", "on the waiting list"),
                            ("held", "seat held"),
                            ("confirmed", "confirmed"),
                            ("attended", "attended"),
                            ("partly_attended", "partly attended"),
                            ("absent", "absent"),
                            ("cancelled", "cancelled"),
                            ("declined", "declined"),
                            ("expired", "expired"),
                            ("replaced", "replaced"),
                            ("not_selected", "not selected"),
                            ("called_off", "seminar called off"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "first"), (2, "normal"), (3, "last")],
                        null=True,
                        verbose_name="priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "priority")),
                        fields=["enrolment"],
                        name="event_of_priorities",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "from_state__in",
                                [
                                    "",
                                    "waiting",
                                    "held",
                                    "confirmed",
                                    "attended",
                                    "partly_attended",
                                    "absent",
                                    "cancelled",
                                    "declined",
                                    "expired",
                                    "replaced",
                                    "not_selected",
                                    "called_off",
                                ],
                            ),
                            (
                                "kind__in",
                                ["moved", "approval", "offer", "priority", "charge", "fee"],
                            ),
                            (
                                "to_state__in",
                                [
                                    "waiting",
                                    "held",
                                    "confirmed",
                                    "attended",
                                    "partly_attended",
                                    "absent",
                                    "cancelled",
                                    "declined",
                                    "expired",
                                    "replaced",
                                    "not_selected",
                                    "called_off",
                                ],
                            ),
                        ),
                        name="event_states_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "moved"),
                                models.Q(("from_state", models.F("to_state")), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "moved"), _negated=True),
                                ("from_state", models.F("to_state")),
                            ),
                            _connector="OR",
                        ),
                        name="event_moves_or_tells_of_something_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority", None),
                            models.Q(
                                ("kind", "priority"),
                                ("priority__in", [1, 2, 3]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="event_names_the_priority_it_tells_of",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questionnaires",
                        to="courses.course",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "version"),
                        name="questionnaire_once_per_course_and_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="courses.questionnaire",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scale", "scale from 1 to 5"),
                            ("choice", "choice"),
                            ("text", "free text"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question or statement")),
                ("options", models.JSONField(blank=True, default=list)),
                ("required", models.BooleanField(default=False, verbose_name="must be answered")),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "position"), name="question_once_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["scale", "choice", "text"])),
                        name="question_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "choice"), ("options", []), _connector="XOR"),
                        name="question_has_options_where_it_is_a_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
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
                        related_name="evaluation",
                        to="courses.seminar",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="courses.questionnaire",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("closed", models.BooleanField(default=False)),
                ("reminded_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opened_on"))),
                        name="evaluation_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="courses.evaluation",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="courses.enrolment",
                    ),
                ),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "enrolment"), name="feedback_once_per_enrolment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="courses.evaluation",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="courses.question",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__isnull", False),
                            models.Q(("text", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="answer_is_a_number_or_a_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("etag", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="feed_keeps_a_digest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="Two or more, with commas between them: AufenthG, Aufenthaltsrecht",
                        max_length=300,
                        unique=True,
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonyms",
                "verbose_name_plural": "synonyms",
            },
        ),
        migrations.CreateModel(
            name="Bookmark",
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
                        related_name="bookmarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="courses.course",
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "course"), name="bookmark_once_per_person_and_course"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
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
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filters", models.JSONField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "filters"), name="search_is_saved_once_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="courses.savedsearch",
                    ),
                ),
                (
                    "seminar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.seminar",
                    ),
                ),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "seminar"), name="search_tells_of_a_seminar_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
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
                        related_name="holds",
                        to="courses.seminar",
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "hold",
                "verbose_name_plural": "holds",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("seminar",),
                        name="hold_once_per_seminar",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="courses.course",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "registered by the person"),
                            ("called_off", "kept when the seminar was called off"),
                        ],
                        default="own",
                        max_length=12,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="note to the organisers"
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "employment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.employment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "land",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.state",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.programme",
                    ),
                ),
                ("function", models.CharField(max_length=20)),
            ],
            options={
                "verbose_name": "interest",
                "verbose_name_plural": "interests",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("course", "person"),
                        name="interest_once_per_person_and_course",
                        violation_error_message="Your interest in this course is registered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["own", "called_off"])),
                        name="interest_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("registered_at")),
                            _connector="OR",
                        ),
                        name="interest_is_withdrawn_after_it_was_registered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="courses.seminar",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=courses.models.materials.material_file,
                        verbose_name="file",
                    ),
                ),
                ("filename", models.CharField(max_length=120)),
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
            ],
            options={
                "verbose_name": "material",
                "verbose_name_plural": "materials",
            },
        ),
        migrations.CreateModel(
            name="MessageTemplate",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_templates",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name of the template")),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                ("body", models.TextField(max_length=8000, verbose_name="text")),
            ],
            options={
                "verbose_name": "message template",
                "verbose_name_plural": "message templates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "name"),
                        name="message_template_once_per_office_and_name",
                        violation_error_message="There is a template of this name already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                        related_name="messages",
                        to="courses.seminar",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                ("body", models.TextField(max_length=8000, verbose_name="text")),
                ("audiences", models.JSONField(blank=True, default=list)),
                (
                    "until_guaranteed",
                    models.BooleanField(
                        default=False, verbose_name="hold back until the seminar is guaranteed"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("held_back", "held back until the seminar is guaranteed"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("dropped", "dropped"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sending")),
                        fields=["id"],
                        name="message_to_send",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "held_back", "sending", "sent", "dropped"])
                        ),
                        name="message_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_at__isnull", False), ("state__in", ["sending", "sent"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["sending", "sent"]), _negated=True),
                                ("sent_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="message_is_sent_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="courses.message",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="courses.enrolment",
                    ),
                ),
                ("chosen", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "enrolment"), name="message_once_per_recipient"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="courses.message",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=courses.models.messages.message_file,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("mimetype", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="ParticipantNeeds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "diet",
                    models.CharField(
                        choices=[
                            ("any", "eats everything"),
                            ("vegetarian", "vegetarian"),
                            ("vegan", "vegan"),
                            ("halal", "halal"),
                            ("kosher", "kosher"),
                        ],
                        default="any",
                        max_length=12,
                        verbose_name="food",
                    ),
                ),
                (
                    "intolerances",
                    models.CharField(
                        blank=True,
                        help_text="So that the kitchen knows: nuts, lactose, gluten, for example.",
                        max_length=300,
                        verbose_name="intolerances and allergies",
                    ),
                ),
                (
                    "accessibility",
                    models.CharField(
                        blank=True,
                        help_text="What helps you to take part: access without steps, sign language, subtitles, large print, for example. Who teaches reads it, too.",
                        max_length=500,
                        verbose_name="accessibility",
                    ),
                ),
                (
                    "lodging",
                    models.CharField(
                        choices=[
                            ("none", "no room needed"),
                            ("nights", "a room for the nights between the days"),
                            ("evening", "a room from the evening before"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="lodging",
                    ),
                ),
                (
                    "lodging_note",
                    models.CharField(
                        blank=True,
                        help_text="A late arrival or a room on the ground floor, for example.",
                        max_length=300,
                        verbose_name="note on the lodging",
                    ),
                ),
            ],
            options={
                "verbose_name": "needs of a participant",
                "verbose_name_plural": "needs of participants",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diet__in", ["any", "vegetarian", "vegan", "halal", "kosher"]),
                            ("lodging__in", ["none", "nights", "evening"]),
                        ),
                        name="needs_are_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
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
                        related_name="speakers",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="With title, as it stands in the catalogue and on certificates.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="works at"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "in person only"),
                            ("online", "online only"),
                            ("both", "in person and online"),
                        ],
                        default="both",
                        max_length=10,
                        verbose_name="teaches",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("fee", "freelancer with a fee contract"),
                            ("employed", "employee of an association"),
                            ("unpaid", "volunteer without a fee"),
                        ],
                        default="fee",
                        max_length=10,
                        verbose_name="engaged as",
                    ),
                ),
                (
                    "fee_per_unit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="As agreed, without VAT. Left empty: not agreed yet.",
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="fee per teaching unit in euros",
                    ),
                ),
                (
                    "vat",
                    models.CharField(
                        choices=[
                            ("unknown", "not known yet"),
                            ("small", "small business, § 19 UStG"),
                            ("exempt", "exempt, § 4 no. 21 UStG"),
                            ("liable", "charges VAT"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="VAT",
                    ),
                ),
                (
                    "consented_on",
                    models.DateField(
                        blank=True,
                        help_text="The written consent the transition of § 127 SGB IV asks for.",
                        null=True,
                        verbose_name="agreed to be self-employed on",
                    ),
                ),
                (
                    "status_check",
                    models.CharField(
                        choices=[
                            ("none", "not checked"),
                            ("self_employed", "self-employed"),
                            ("employed", "subject to social insurance"),
                        ],
                        default="none",
                        help_text="What the pension insurance decided on this person’s status.",
                        max_length=14,
                        verbose_name="status check",
                    ),
                ),
                (
                    "status_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="decided on"),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="For your office only.",
                        max_length=2000,
                        verbose_name="notes",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(
                        default=False,
                        help_text="Not offered for new seminars; past ones keep the name.",
                        verbose_name="no longer engaged",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="speakers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="speakers",
                        to="courses.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "speaker",
                "verbose_name_plural": "speakers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("central_office", "name"),
                        name="speaker_name_once_per_office",
                        violation_error_message="Your office has a speaker of this name already.",
                    ),
                    models.UniqueConstraint(
                        fields=("central_office", "user"),
                        name="speaker_login_once_per_office",
                        violation_error_message="Another speaker of your office has this log-in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract__in", ["fee", "employed", "unpaid"]),
                            ("mode__in", ["in_person", "online", "both"]),
                            ("status_check__in", ["none", "self_employed", "employed"]),
                            ("vat__in", ["unknown", "small", "exempt", "liable"]),
                        ),
                        name="speaker_kinds_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee_per_unit", None), ("fee_per_unit__gte", 0), _connector="OR"
                        ),
                        name="speaker_fee_is_not_negative",
                        violation_error_message="The fee is not negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status_check", "none"), ("status_checked_on", None)),
                            models.Q(
                                models.Q(("status_check", "none"), _negated=True),
                                ("status_checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="speaker_status_decision_has_a_day",
                        violation_error_message="Enter both: what was decided, and on which day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakerDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="courses.speaker",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to=courses.models.speakers.speaker_file,
                        verbose_name="file",
                    ),
                ),
                ("filename", models.CharField(max_length=120)),
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
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.CreateModel(
            name="Engagement",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagements",
                        to="courses.seminar",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="courses.speaker",
                    ),
                ),
                ("whole", models.BooleanField(default=True, verbose_name="all sessions")),
                ("override_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "engagements",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seminar", "speaker"),
                        name="engagement_once_per_seminar_and_speaker",
                        violation_error_message="This speaker is engaged in the seminar already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagedSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="courses.engagement",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engaged",
                        to="courses.session",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.speaker",
                    ),
                ),
                ("starts_at", models.DateTimeField(editable=False)),
                ("ends_at", models.DateTimeField(editable=False)),
                ("blocks", models.BooleanField(default=True, editable=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("engagement", "session"), name="engaged_once_per_session"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("blocks", True)),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            ("speaker", "="),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    models.Value("[)"),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="speaker_is_in_one_place_at_a_time",
                        violation_error_message="This speaker teaches elsewhere at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Capital letters, digits and hyphens; stands in the files of courses.",
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9][A-Z0-9_-]*\\Z",
                                "Capital letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z0-9][A-Z0-9_-]*\\Z")),
                        name="qualification_code_fits_a_condition",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QualificationRecord",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualification_records",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="courses.qualification",
                        verbose_name="qualification",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Which document was seen, issued by whom.",
                        max_length=300,
                        verbose_name="what shows it",
                    ),
                ),
                (
                    "source_kind",
                    models.CharField(
                        choices=[
                            ("office", "seen by the central office"),
                            ("enrolment", "attended seminar"),
                            ("teaching", "taught seminar"),
                            ("evidence", "proof from elsewhere"),
                            ("recognition", "recognised course"),
                        ],
                        default="office",
                        max_length=12,
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[("grants", "grants it"), ("renews", "renews it")],
                        default="grants",
                        max_length=8,
                        verbose_name="effect",
                    ),
                ),
                (
                    "units",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=6,
                        verbose_name="teaching units of 45 minutes",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.course",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualification_records",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="qualification_records",
                        to="courses.engagement",
                    ),
                ),
                (
                    "central_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.centraloffice",
                        verbose_name="central office",
                    ),
                ),
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
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "qualification record",
                "verbose_name_plural": "qualification records",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="qualification_record_ends_after_it_begins",
                        violation_error_message="The record ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="qualification_record_is_withdrawn_after_it_was_made",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_kind", "office"), ("withdrawn_at", None)),
                        fields=("person", "qualification", "valid_from"),
                        name="qualification_record_once_per_person_and_first_day",
                        violation_error_message="This qualification is recorded already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("enrolment", "qualification"),
                        name="qualification_record_once_per_enrolment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("engagement", "qualification"),
                        name="qualification_record_once_per_engagement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effect__in", ["grants", "renews"]),
                            (
                                "source_kind__in",
                                ["office", "enrolment", "teaching", "evidence", "recognition"],
                            ),
                        ),
                        name="qualification_record_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 0)),
                        name="qualification_record_units_are_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualificationPeriod",
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
                        related_name="qualification_periods",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="courses.qualification",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="courses.qualificationrecord",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="valid from")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("reckoned_from", models.DateField()),
                ("window_from", models.DateField(blank=True, null=True)),
                ("grace_until", models.DateField(blank=True, null=True)),
                ("extended_by", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "period of validity",
                "verbose_name_plural": "periods of validity",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="qualification_period_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grace_until", None), ("last_day", None)),
                            models.Q(("grace_until__isnull", False), ("last_day__isnull", False)),
                            _connector="OR",
                        ),
                        name="qualification_period_that_ends_has_its_grace",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("qualification", "="),
                            (
                                models.Func(
                                    models.F("first_day"),
                                    models.F("last_day"),
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="qualification_period_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prerequisite",
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
                        related_name="prerequisites",
                        to="courses.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "courses",
                    models.ManyToManyField(
                        blank=True,
                        related_name="meets",
                        to="courses.course",
                        verbose_name="courses, one of which was attended",
                    ),
                ),
                (
                    "qualifications",
                    models.ManyToManyField(
                        blank=True,
                        related_name="meets",
                        to="courses.qualification",
                        verbose_name="or qualifications, one of which is valid",
                    ),
                ),
            ],
            options={
                "verbose_name": "prerequisite",
                "verbose_name_plural": "prerequisites",
            },
        ),
        migrations.CreateModel(
            name="Selection",
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
                        related_name="selection",
                        to="courses.seminar",
                    ),
                ),
                (
                    "mandatory_first",
                    models.BooleanField(
                        default=True, verbose_name="whom it is compulsory for comes first"
                    ),
                ),
                (
                    "one_per_provider_first",
                    models.BooleanField(default=True, verbose_name="one per provider first"),
                ),
                (
                    "not_selected_first",
                    models.BooleanField(
                        default=True, verbose_name="who was not selected last time comes first"
                    ),
                ),
                ("seed", models.CharField(max_length=32)),
                ("drawn_at", models.DateTimeField()),
                ("committed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "committed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "selection",
                "verbose_name_plural": "selections",
            },
        ),
        migrations.CreateModel(
            name="SelectionMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "selection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="courses.selection",
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="selection_move",
                        to="courses.enrolment",
                    ),
                ),
                ("taken_in", models.BooleanField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="selection_move_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "selection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="courses.selection",
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="selection_result",
                        to="courses.enrolment",
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                ("selected", models.BooleanField()),
                ("reason", models.CharField(max_length=500)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("selection", "rank"), name="selection_result_one_per_rank"
                    )
                ],
            },
        ),
    ]
