"""Venues with rooms, speakers with engagements; the database lets nobody be in two places at once.

Of an engaged session the times are the session's: a trigger keeps them, in one statement, so that
two sessions can swap their times.
"""

import courses.models.speakers
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import fortbildung.shared.files
from django.conf import settings
from django.db import migrations, models


TIMES = """
CREATE FUNCTION keep_times_of_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE courses_engagedsession AS e SET starts_at = n.starts_at, ends_at = n.ends_at
    FROM new_rows AS n
    WHERE n.id = e.session_id AND (e.starts_at, e.ends_at) <> (n.starts_at, n.ends_at);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_times_of_speakers AFTER UPDATE ON courses_session
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_times_of_speakers();
"""
NO_TIMES = """
DROP TRIGGER keep_times_of_speakers ON courses_session;
DROP FUNCTION keep_times_of_speakers();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0010_seminar_history'),
        ('organisations', '0004_api_tokens'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='blocks',
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='With title, as it stands in the catalogue and on certificates.', max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('organisation', models.CharField(blank=True, max_length=160, verbose_name='works at')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('mode', models.CharField(choices=[('in_person', 'in person only'), ('online', 'online only'), ('both', 'in person and online')], default='both', max_length=10, verbose_name='teaches')),
                ('contract', models.CharField(choices=[('fee', 'freelancer with a fee contract'), ('employed', 'employee of an association'), ('unpaid', 'volunteer without a fee')], default='fee', max_length=10, verbose_name='engaged as')),
                ('fee_per_unit', models.DecimalField(blank=True, decimal_places=2, help_text='As agreed, without VAT. Left empty: not agreed yet.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fee per teaching unit in euros')),
                ('vat', models.CharField(choices=[('unknown', 'not known yet'), ('small', 'small business, § 19 UStG'), ('exempt', 'exempt, § 4 no. 21 UStG'), ('liable', 'charges VAT')], default='unknown', max_length=10, verbose_name='VAT')),
                ('consented_on', models.DateField(blank=True, help_text='The written consent the transition of § 127 SGB IV asks for.', null=True, verbose_name='agreed to be self-employed on')),
                ('status_check', models.CharField(choices=[('none', 'not checked'), ('self_employed', 'self-employed'), ('employed', 'subject to social insurance')], default='none', help_text='What the pension insurance decided on this person’s status.', max_length=14, verbose_name='status check')),
                ('status_checked_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('notes', models.TextField(blank=True, help_text='For your office only.', max_length=2000, verbose_name='notes')),
                ('retired', models.BooleanField(default=False, help_text='Not offered for new seminars; past ones keep the name.', verbose_name='no longer engaged')),
                ('central_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speakers', to='organisations.centraloffice', verbose_name='central office')),
                ('topics', models.ManyToManyField(blank=True, related_name='speakers', to='courses.topic', verbose_name='topics')),
                ('user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speakers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whole', models.BooleanField(default=True, verbose_name='all sessions')),
                ('override_reason', models.CharField(blank=True, max_length=300)),
                ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='engagements', to='courses.seminar')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='courses.speaker')),
            ],
            options={
                'verbose_name': 'engagement',
                'verbose_name_plural': 'engagements',
            },
        ),
        migrations.CreateModel(
            name='EngagedSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(editable=False)),
                ('ends_at', models.DateTimeField(editable=False)),
                ('blocks', models.BooleanField(default=True, editable=False)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='engaged', to='courses.session')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='courses.engagement')),
                ('speaker', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='courses.speaker')),
            ],
        ),
        migrations.CreateModel(
            name='SpeakerDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('file', models.FileField(max_length=120, storage=fortbildung.shared.files.private_storage, upload_to=courses.models.speakers.speaker_file, verbose_name='file')),
                ('filename', models.CharField(max_length=120)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='courses.speaker')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As it stands in the catalogue; the city is added by itself.', max_length=120, verbose_name='name')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                ('city', models.CharField(max_length=80, verbose_name='city')),
                ('contact', models.CharField(blank=True, help_text='Who books rooms for you there.', max_length=120, verbose_name='contact')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('step_free', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='step-free access')),
                ('lift', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='lift')),
                ('hearing_loop', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='hearing loop')),
                ('accessible_toilet', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='accessible toilet')),
                ('parking', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='accessible parking')),
                ('notes', models.TextField(blank=True, help_text='For your office only: prices, house rules, how to get there.', max_length=2000, verbose_name='notes')),
                ('retired', models.BooleanField(default=False, help_text='It is not offered for new seminars; past ones keep it.', verbose_name='no longer used')),
                ('central_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='organisations.centraloffice', verbose_name='central office')),
                ('land', models.ForeignKey(blank=True, help_text='Its public holidays are warned of; reports count by it. Abroad: none.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.state', verbose_name='Land')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
            },
        ),
        migrations.AddField(
            model_name='seminar',
            name='venue',
            field=models.ForeignKey(blank=True, help_text='From your register: place and Land follow from it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seminars', to='courses.venue', verbose_name='venue'),
        ),
        migrations.CreateModel(
            name='VenueRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='room')),
                ('capacity', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='persons at most')),
                ('step_free', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='step-free')),
                ('hearing_loop', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='hearing loop')),
                ('notes', models.CharField(blank=True, max_length=200, verbose_name='notes')),
                ('venue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='courses.venue')),
            ],
            options={
                'verbose_name': 'room',
                'verbose_name_plural': 'rooms',
            },
        ),
        migrations.AddField(
            model_name='session',
            name='venue_room',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='courses.venueroom', verbose_name='room of the venue'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('blocks', True), ('venue_room__isnull', False)), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('venue_room', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='TSTZRANGE', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='room_is_booked_once_at_a_time', violation_error_message='The room is taken at that time.'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.UniqueConstraint(fields=('central_office', 'name'), name='speaker_name_once_per_office', violation_error_message='Your office has a speaker of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.UniqueConstraint(fields=('central_office', 'user'), name='speaker_login_once_per_office', violation_error_message='Another speaker of your office has this log-in.'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('contract__in', ['fee', 'employed', 'unpaid']), ('mode__in', ['in_person', 'online', 'both']), ('status_check__in', ['none', 'self_employed', 'employed']), ('vat__in', ['unknown', 'small', 'exempt', 'liable'])), name='speaker_kinds_are_known'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('fee_per_unit', None), ('fee_per_unit__gte', 0), _connector='OR'), name='speaker_fee_is_not_negative', violation_error_message='The fee is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status_check', 'none'), ('status_checked_on', None)), models.Q(models.Q(('status_check', 'none'), _negated=True), ('status_checked_on__isnull', False)), _connector='OR'), name='speaker_status_decision_has_a_day', violation_error_message='Enter both: what was decided, and on which day.'),
        ),
        migrations.AddConstraint(
            model_name='engagement',
            constraint=models.UniqueConstraint(fields=('seminar', 'speaker'), name='engagement_once_per_seminar_and_speaker', violation_error_message='This speaker is engaged in the seminar already.'),
        ),
        migrations.AddConstraint(
            model_name='engagedsession',
            constraint=models.UniqueConstraint(fields=('engagement', 'session'), name='engaged_once_per_session'),
        ),
        migrations.AddConstraint(
            model_name='engagedsession',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('blocks', True)), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('speaker', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='TSTZRANGE', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='speaker_is_in_one_place_at_a_time', violation_error_message='This speaker teaches elsewhere at that time.'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.UniqueConstraint(fields=('central_office', 'name', 'city'), name='venue_name_once_per_office_and_city', violation_error_message='Your office has this venue already.'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.CheckConstraint(condition=models.Q(('accessible_toilet__in', ['yes', 'no', 'unknown']), ('hearing_loop__in', ['yes', 'no', 'unknown']), ('lift__in', ['yes', 'no', 'unknown']), ('parking__in', ['yes', 'no', 'unknown']), ('step_free__in', ['yes', 'no', 'unknown'])), name='venue_access_is_known_or_not'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.UniqueConstraint(fields=('venue', 'name'), name='venue_room_name_once_per_venue', violation_error_message='This venue has a room of that name already.'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='venue_room_has_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='venueroom',
            constraint=models.CheckConstraint(condition=models.Q(('hearing_loop__in', ['yes', 'no', 'unknown']), ('step_free__in', ['yes', 'no', 'unknown'])), name='venue_room_access_is_known_or_not'),
        ),
        migrations.RunSQL(TIMES, NO_TIMES),
    ]
