"""The demo's venues with rooms, and its speakers: all of them invented."""

from datetime import date, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from courses.kinds import Contract, Known, SpeakerMode, StatusCheck, VatStatus
from courses.models import Seminar, Speaker, Topic, Venue, VenueRoom
from courses.services.engaging import engage
from courses.services.registers import add_document, save_speaker, save_venue
from courses.services.seminars import plan
from courses.states import PUBLIC
from fortbildung.shared.errors import Refused
from organisations.models import CentralOffice, State, User

OFFICE, TRAINER = "zentralstelle@example.org", "referent@example.org"
YES, NO = Known.YES, Known.NO
# Name, street, postcode, city, Land, step-free, lift, hearing loop, rooms with persons.
VENUES = [
    (
        ("Haus am Wannsee", "Uferweg 12", "14109", "Berlin", "BE"),
        (YES, YES, YES),
        {"Seesaal": 30, "Bibliothek": 16, "Gartenzimmer": 12},
    ),
    (
        ("Bildungsstätte Erfurt", "Lindenhof 3", "99084", "Erfurt", "TH"),
        (YES, NO, NO),
        {"Saal": 24, "Seminarraum 1": 14},
    ),
    (
        ("Akademie Köln", "Rheinblick 41", "50667", "Köln", "NW"),
        (YES, YES, NO),
        {"Großer Saal": 40, "Seminarraum Nord": 18, "Seminarraum Süd": 18},
    ),
    (
        ("Jugendgästehaus Leipzig", "Am Auwald 7", "04109", "Leipzig", "SN"),
        (NO, NO, Known.UNKNOWN),
        {"Clubraum": 20},
    ),
]
# Name, where, fee, contract, what the status check said, mode.
SPEAKERS = [
    ("RAin Dr. Ilse Brandt", "Kanzlei Brandt & Voss", 95, Contract.FEE, StatusCheck.SELF_EMPLOYED),
    ("Prof. Dr. Tarek Nasser", "Hochschule am Fluss", 110, Contract.FEE, StatusCheck.NONE),
    ("Marlene Huth", "", 75, Contract.FEE, StatusCheck.NONE),
    ("Ömer Kaya", "Fachstelle Integration", None, Contract.EMPLOYED, StatusCheck.NONE),
    ("Dr. Ewa Nowak", "", 85, Contract.FEE, StatusCheck.SELF_EMPLOYED),
    ("Jens Albrecht", "", None, Contract.UNPAID, StatusCheck.NONE),
    ("Mirko Šarić", "Praxis für Supervision", 80, Contract.FEE, StatusCheck.NONE),
]
CONSENTED, DECIDED = date(2025, 3, 10), date(2026, 5, 4)


def furnish(*, now):
    """Registers for every office, the demo's own in full; its coming seminars move in."""
    staff = User.objects.get(email=OFFICE)
    office = CentralOffice.objects.staffed_by(staff).get()
    for facts, access, rooms in VENUES:
        open_house(office, facts, access, rooms, staff)
    topics = list(Topic.objects.order_by("name"))
    for number, facts in enumerate(SPEAKERS):
        enlist(office, facts, topics[number::4][:3], staff, now)
    chance = Random(12)  # noqa: S311 – the same registers in every demo
    coming = Seminar.objects.organised_by(staff).filter(state__in=PUBLIC).order_by("pk")
    for seminar in coming:
        move_in(seminar, chance, now=now)


def open_house(office, facts, access, rooms, staff):
    name, street, postcode, city, land = facts
    step_free, lift, loop = access
    venue = Venue(
        central_office=office,
        name=name,
        street=street,
        postcode=postcode,
        city=city,
        land=State.objects.get(short=land),
        contact="Tagungsbüro",
        email=f"tagung-{city.lower().replace('ö', 'oe')}@example.org",
        phone="030 5550100",
        step_free=step_free,
        lift=lift,
        hearing_loop=loop,
        accessible_toilet=step_free,
        notes="Mittagessen bis zehn Tage vorher bestellen.",
    )
    made = [
        VenueRoom(name=room, capacity=persons, step_free=step_free, hearing_loop=loop)
        for room, persons in rooms.items()
    ]
    save_venue(venue=venue, rooms=made, by=staff)


def enlist(office, facts, topics, staff, now):
    name, where, fee, contract, status = facts
    checked = status != StatusCheck.NONE
    speaker = Speaker.objects.filter(central_office=office, name=name).first()
    speaker = speaker or Speaker(central_office=office, name=name)
    speaker.organisation, speaker.fee_per_unit = where, fee
    speaker.contract, speaker.status_check = contract, status
    speaker.email = f"{slugify(name)}@example.org"
    speaker.mode = SpeakerMode.BOTH
    speaker.vat = VatStatus.SMALL if fee else VatStatus.UNKNOWN
    speaker.consented_on = CONSENTED if contract == Contract.FEE else None
    speaker.status_checked_on = DECIDED if checked else None
    login = TRAINER if name == "Mirko Šarić" else ""
    save_speaker(speaker=speaker, topics=topics, login=login, by=staff)
    if contract == Contract.FEE:
        add_document(
            speaker=speaker,
            title="Rahmenvertrag",
            file=ContentFile(b"Rahmenvertrag der Demo", "rahmenvertrag.txt"),
            valid_until=timezone.localdate(now) + timedelta(days=400 if checked else 60),
            by=staff,
            now=now,
        )


def move_in(seminar, chance, *, now):
    """Into the first room that is free and large enough, with the first speaker who is."""
    sessions = list(seminar.sessions.order_by("starts_at"))
    venue = Venue.objects.filter(
        central_office=seminar.central_office_id, land=seminar.land_id
    ).first()
    if venue and seminar.land_id:
        seminar.venue = venue
        for room in venue.rooms.filter(capacity__gte=seminar.capacity).order_by("capacity"):
            if settled_in(seminar, sessions, room, now):
                break
    speakers = list(Speaker.objects.filter(central_office=seminar.central_office_id).order_by("pk"))
    for speaker in chance.sample(speakers, len(speakers)):
        if engaged(seminar, speaker, now):
            break


def settled_in(seminar, sessions, room, now):
    for session in sessions:
        session.venue_room = room
    try:
        plan(seminar=seminar, sessions=sessions, now=now)
    except Refused:
        return False
    return True


def engaged(seminar, speaker, now):
    try:
        engage(seminar=seminar, speaker=speaker, now=now)
    except Refused:
        return False
    return True
