"""Lists of conference tools: whatever language, encoding and shape, the minutes come out right."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from courses.services.attendance import Entry
from courses.services.conference.matching import Certainty, match
from courses.services.conference.reading import Guest, Stay, read_list
from courses.services.conference.recording import entry_of, record_conference
from courses.services.conference.times import duration
from fortbildung.shared.errors import Refused
from tests.cms.desk import book
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office_staff

NINE = NOON + 30 * A_DAY - timedelta(hours=3)  # 2 December 2026 in Berlin; until four
pytestmark = pytest.mark.django_db

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Aufenthaltsrecht,12/02/2026 08:50:00 AM,12/02/2026 04:05:00 PM,o@example.org,435,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Ada Lovelace,ada@example.org,12/02/2026 08:55:00 AM,12/02/2026 12:00:00 PM,185,Yes,No
Ada Lovelace,ADA@example.org,12/02/2026 11:30:00 AM,12/02/2026 04:00:00 PM,270,Yes,No
"Brückner, Ben",,12/02/2026 09:00:00 AM,12/02/2026 09:20:00 AM,20,Yes,Yes
"Brückner, Ben",,12/02/2026 09:20:00 AM,12/02/2026 04:30:00 PM,430,Yes,No
"""
ZOOM_NEW = """Name (original name),Email,Join time,Leave time,Duration (minutes),In waiting room
Ada Lovelace,ada@example.org,12/02/2026 08:55:00 AM,12/02/2026 04:00:00 PM,425,No
"Brückner, Ben",,12/02/2026 09:20:00 AM,12/02/2026 04:30:00 PM,430,No
"""
ZOOM_GERMAN = """Name (Originalname);Benutzer-E-Mail;Beitrittszeit;Austrittszeit;Dauer;Gast
Ada Lovelace;ada@example.org;02.12.2026 08:55:00;02.12.2026 12:00:00;185;Ja
Ada Lovelace;ada@example.org;02.12.2026 11:30:00;02.12.2026 16:00:00;270;Ja
Brückner, Ben;;02.12.2026 09:20;02.12.2026 16:30;430;Ja
"""
ZOOM_WEBINAR = """Attendee Report,
Report Generated:,12/02/2026 06:00 PM
Topic,Webinar ID,Actual Start Time
Aufenthaltsrecht,812 3456 7890,12/02/2026 08:50 AM
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Ada Lovelace,ada@example.org,12/02/2026 08:55 AM,12/02/2026 04:00 PM,425
Attendee Details,
Attended,User Name (Original Name),Last Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,"Brückner, Ben",Brückner,,12/02/2026 09:20 AM,12/02/2026 04:30 PM,430
No,Cem,Mut,cem@example.org,--,--,--
"""
TEAMS = """1. Zusammenfassung
Besprechungstitel\tAufenthaltsrecht
Teilnehmer\t2

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Ada Lovelace\t02.12.26, 08:55:00\t02.12.26, 16:00:00\t7 Std. 5 Min.\tada@example.org\t\tTeilnehmer
Brückner, Ben\t02.12.26, 09:20:00\t02.12.26, 16:30:00\t7 Std. 10 Min.\t\t\tTeilnehmer

3. Aktivitäten in der Besprechung
Name\tBeitrittszeit\tVerlassenszeit\tDauer\tE-Mail\tRolle
Ada Lovelace\t02.12.26, 08:55:00\t02.12.26, 12:00:00\t3 Std. 5 Min.\tada@example.org\tTeilnehmer
Ada Lovelace\t02.12.26, 11:30:00\t02.12.26, 16:00:00\t4 Std. 30 Min.\tada@example.org\tTeilnehmer
Brückner, Ben\t02.12.26, 09:20:00\t02.12.26, 16:30:00\t7 Std. 10 Min.\t\tTeilnehmer
"""
TEAMS_LOG = """Full Name\tUser Action\tTimestamp
Ada Lovelace\tJoined before\t12/2/2026, 8:55:00 AM
Brückner, Ben\tJoined\t12/2/2026, 9:20:00 AM
Ada Lovelace\tLeft\t12/2/2026, 12:00:00 PM
Ada Lovelace\tJoined\t12/2/2026, 12:00:00 PM
"""
LEARNING_DASHBOARD = """Name,Moderator,Activity Score,Talk Time,Join,Left,Duration
"Ada Lovelace","FALSE","3","00:01:00","2.12.2026, 08:55:00","2.12.2026, 16:00:00","07:05:00"
"Brückner, Ben","FALSE","1","-","2.12.2026, 09:20:00","-","06:40:00"
"Anonymous","","","","","",""
"""
LEARNING_DASHBOARD_GERMAN = (
    "Name,Moderator,Aktivitätswert,Redezeit,Webcamzeit,Nachrichten,Reaktionen,Abstimmungen,"
    "Gehobene Hände,Teilnahme,Verlassen,Dauer,Wer kommt wieder?\r\n"
    '"Ada Lovelace","FALSE","2,5","00:01:00","-","0","0","1","0","2.12.2026, 08:55:00",'
    '"2.12.2026, 16:00:00","07:05:00","Ja"\r\n'
    '"Brückner, Ben","FALSE","1","-","-","0","0","0","0","2.12.2026, 09:20:00","-","06:40:00","-"'
    '\r\n"Anonym","","","","","","","","","","","",""'
)
FILES = {
    "Zoom": ZOOM.encode(),
    "Zoom, Excel": b"\xef\xbb\xbf" + ZOOM.encode(),
    "Zoom, new": ZOOM_NEW.encode(),
    "Zoom, German": ZOOM_GERMAN.encode("cp1252"),
    "Zoom, webinar": ZOOM_WEBINAR.encode(),
    "Teams": TEAMS.encode("utf-16"),
    "Teams, without a mark": TEAMS.encode("utf-16-le"),
    "Teams, log": TEAMS_LOG.encode("utf-16"),
    "BigBlueButton": LEARNING_DASHBOARD.encode(),
    "BigBlueButton, German": LEARNING_DASHBOARD_GERMAN.encode(),
}


@pytest.fixture
def sessions():
    return list(SeminarFactory().sessions.order_by("starts_at"))


@pytest.mark.parametrize("name", FILES)
def test_every_shape_tells_the_same(sessions, name):
    guests = read_list(FILES[name], sessions)
    ada, ben = (entry_of(guest.stays, sessions[0], sessions) for guest in guests)
    assert [guest.name for guest in guests] == ["Ada Lovelace", "Brückner, Ben"]
    assert (ada, ben) == (Entry(), Entry(late=20))


@pytest.mark.parametrize(
    ("stays", "entry"),
    [
        ([(0, 420)], Entry()),
        ([(-60, 500)], Entry()),
        ([(0, 100), (50, 420)], Entry()),  # with two devices at once
        ([(0, 100), (130, 420)], Entry(away=30)),
        ([(10, 100), (200, 400)], Entry(late=10, early=20, away=100)),
        ([(-90, 0), (420, 500)], Entry(present=False)),
    ],
)
def test_minutes_are_cut_to_the_session_and_never_counted_twice(sessions, stays, entry):
    seen = [Stay(*(NINE + timedelta(minutes=minute) for minute in stay)) for stay in stays]
    assert entry_of(seen, sessions[0], sessions) == entry


def test_of_a_stay_with_a_shorter_sum_the_rest_counts_as_away(sessions):
    """The tool tells when somebody first joined and last left, and how long they were there."""
    stay = Stay(NINE, NINE + timedelta(minutes=420), timedelta(minutes=390))
    assert entry_of([stay], sessions[0], sessions) == Entry(away=30)
    over_lunch = Stay(NINE - timedelta(minutes=30), NINE + timedelta(minutes=420), stay.spent)
    assert entry_of([over_lunch], sessions[0], sessions) == Entry(away=30)


@pytest.mark.parametrize(("day", "told"), [("02/12/2026", 12), ("12/02/2026", 12)])
def test_the_days_of_the_seminar_tell_month_from_day(sessions, day, told):
    text = f"Name,Join Time,Leave Time\nAda,{day} 09:00:00,{day} 10:00:00\n"
    (guest,) = read_list(text.encode(), sessions)
    assert (guest.stays[0].joined.month, guest.stays[0].joined) == (told, NINE)


def test_what_cannot_be_read_is_named_by_line_and_column(sessions):
    text = ZOOM.replace("12/02/2026 11:30:00 AM", "morgens").replace(
        "09:20:00 AM,12", "09:20:00 AM,1x"
    )
    with pytest.raises(Refused) as refusal:
        read_list(text.encode(), sessions)
    assert refusal.value.messages == [
        "Zeile 6, Spalte „Join Time“: „morgens“ ist kein Datum mit Uhrzeit.",
        "Zeile 8, Spalte „Leave Time“: „1x/02/2026 04:30:00 PM“ ist kein Datum mit Uhrzeit.",
    ]


def test_a_list_without_times_says_how_to_get_one_with_them(sessions):
    text = "Name (original name),Email,Total duration (minutes),Guest\nAda,ada@example.org,65,No\n"
    with pytest.raises(Refused, match="„Eindeutige Benutzer anzeigen“"):
        read_list(text.encode(), sessions)


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"Name,Alter\nAda,7\n", ZOOM[:250].encode()])
def test_what_is_no_list_is_refused(sessions, data):
    with pytest.raises(Refused):
        read_list(data, sessions)


@pytest.mark.parametrize(
    ("name", "mail", "certainty"),
    [
        ("Wer auch immer", "oemer.loebner@example.org", Certainty.CERTAIN),
        ("Ömer Löbner", "", Certainty.CERTAIN),
        ("LÖBNER, ÖMER", "", Certainty.CERTAIN),
        ("Oemer Loebner", "", Certainty.CERTAIN),
        ("Omer Lobner (Gast)", "", Certainty.CERTAIN),
        ("Dr. Ömer Löbner", "", Certainty.CERTAIN),
        ("Ömer Löbner AWO Köln", "", Certainty.LIKELY),
        ("Ö. Löbner", "", Certainty.LIKELY),
        ("Ömer L.", "", Certainty.LIKELY),
        ("Ömer K.", "", Certainty.UNKNOWN),
        ("Ömer Lobener", "", Certainty.LIKELY),
        ("iPad", "omer.lobner@privat.example", Certainty.LIKELY),
        ("iPad", "", Certainty.UNKNOWN),
        ("Ada Łukasik-Nguyễn", "", Certainty.UNKNOWN),
    ],
)
def test_people_are_recognised_by_mail_and_by_name(name, mail, certainty):
    facts = {"first_name": "Ömer", "last_name": "Löbner", "email": "oemer.loebner@example.org"}
    seat = SimpleNamespace(person=Named(**facts), pk=1)
    (found,) = match([Guest(name, mail)], [seat])
    assert found.certainty == certainty
    assert found.seat == (None if certainty == Certainty.UNKNOWN else seat)


class Named(SimpleNamespace):
    def __str__(self):
        return f"{self.first_name} {self.last_name}"


def test_two_of_the_same_name_are_left_to_the_office():
    twins = [
        Named(first_name="Kim", last_name="Muster", email=f"{letter}@example.org")
        for letter in "ab"
    ]
    seats = [SimpleNamespace(person=person, pk=pk) for pk, person in enumerate(twins, start=1)]
    assert match([Guest("Kim Muster")], seats)[0].certainty == Certainty.UNKNOWN
    assert match([Guest("Kim Muster", "b@example.org")], seats)[0].seat == seats[1]


def test_two_devices_of_one_person_are_put_together_and_the_missing_are_absent():
    seminar = SeminarFactory()
    ada, ben = book(seminar, counsellor()), book(seminar, counsellor())
    hour = timedelta(hours=1)
    guests = [
        Guest("Ada", "", [Stay(NINE, NINE + 3 * hour)]),
        Guest("Adas Telefon", "", [Stay(NINE + 3 * hour, NINE + 7 * hour)]),
        Guest("Fremde", "", [Stay(NINE, NINE + hour)]),
    ]
    facts = {"seminar": seminar, "guests": guests, "by": office_staff(), "now": NINE + 8 * hour}
    chosen = {0: ada.pk, 1: ada.pk}
    assert record_conference(chosen=chosen, missing_were_absent=False, **facts) == 1
    assert record_conference(chosen=chosen, missing_were_absent=True, **facts) == 1
    records = {
        r.enrolment: (r.minutes, r.source)
        for r in seminar.sessions.earliest("starts_at").attendances.all()
    }
    assert records == {ada: (420, "import"), ben: (0, "import")}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("62", 62),
        ("1:02:30", 62.5),
        ("59 Min. 30 Sek.", 59.5),
        ("1h 2m", 62),
        ("1 Std. 5 Min.", 65),
        ("--", None),
    ],
)
def test_durations_are_read_as_the_tools_write_them(text, minutes):
    assert duration(text) == (minutes and timedelta(minutes=minutes))
