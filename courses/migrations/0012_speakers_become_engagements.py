"""Names typed into seminars become speakers of their office, engaged in all sessions.

Nobody has checked yet whether they are in two places at once: where they are, the later engagement
stands as an overlap the office allowed.
"""

import re

from django.db import migrations

BETWEEN_NAMES = re.compile(r"\s*(?:;|/|,(?![^()]*\)))\s*|\s+(?:und|&)\s+")
LONGEST = 120
REASON = "Aus dem früheren Textfeld übernommen"


def names_in(text):
    """The names in “A, B und C”, each once and in their order."""
    found = [name.strip()[:LONGEST] for name in BETWEEN_NAMES.split(text)]
    return list(dict.fromkeys(filter(None, found)))


def engage(apps, _editor):
    Seminar = apps.get_model("courses", "Seminar")
    taken = {}
    rows = Seminar.objects.prefetch_related("sessions", "trainers").order_by("pk")
    for seminar in rows:
        for speaker in speakers_of(apps, seminar):
            engage_one(apps, seminar, speaker, taken.setdefault(speaker.pk, []))
    Session = apps.get_model("courses", "Session")
    Session.objects.filter(seminar__state="called_off").update(blocks=False)


def speakers_of(apps, seminar):
    """Those of the text, then those with a log-in who are not named in it."""
    Speaker = apps.get_model("courses", "Speaker")
    office = {"central_office_id": seminar.central_office_id}
    found = [Speaker.objects.get_or_create(name=name, **office)[0] for name in names_in(seminar.speakers)]
    for user in seminar.trainers.all():
        name = f"{user.first_name} {user.last_name}".strip()[:LONGEST] or user.email[:LONGEST]
        mine = Speaker.objects.filter(user=user, **office).first()
        if mine is None:
            mine = Speaker.objects.get_or_create(name=name, **office)[0]
            mine.user, mine.email = user, user.email
            mine.save()
        found.append(mine)
    return list({speaker.pk: speaker for speaker in found}.values())


def engage_one(apps, seminar, speaker, taken):
    sessions = list(seminar.sessions.all())
    spans = [(session.starts_at, session.ends_at) for session in sessions]
    counts = seminar.state != "called_off"
    clash = counts and any(a < d and c < b for a, b in spans for c, d in taken)
    engagement = apps.get_model("courses", "Engagement").objects.create(
        seminar=seminar, speaker=speaker, override_reason=REASON if clash else ""
    )
    EngagedSession = apps.get_model("courses", "EngagedSession")
    EngagedSession.objects.bulk_create(
        EngagedSession(
            engagement=engagement,
            session=session,
            speaker=speaker,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            blocks=counts and not clash,
        )
        for session in sessions
    )
    if counts and not clash:
        taken.extend(spans)


def write_back(apps, _editor):
    for seminar in apps.get_model("courses", "Seminar").objects.order_by("pk"):
        engaged = apps.get_model("courses", "Engagement").objects.filter(seminar=seminar.pk)
        rows = engaged.select_related("speaker").order_by("pk")
        names = [engagement.speaker.name for engagement in rows]
        seminar.speakers = " und ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))[:300]
        seminar.save(update_fields=["speakers"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0011_venues_and_speakers")]

    operations = [migrations.RunPython(engage, write_back)]
