"""What the participant lists of Zoom, Teams and BigBlueButton look like, in both languages.

The English headings and BigBlueButton's German ones are those the tools write; the German ones of
Zoom and Teams vary with the version. How capitals, hyphens and spaces are set does not matter.
"""

from fortbildung.shared.tables_in import Column

NAME = Column(
    "name",
    (
        "Name",
        "Name (Original Name)",
        "User Name (Original Name)",
        "Name (Originalname)",
        "Name (ursprünglicher Name)",
        "Benutzername (Originalname)",
        "Full Name",
        "Vollständiger Name",
        "Display Name",
        "Anzeigename",
        "Participant",
        "Teilnehmer",
        "Teilnehmende",
    ),
)
MAIL = Column(
    "mail",
    (
        "E-Mail",
        "User Email",
        "Benutzer-E-Mail",
        "Benutzer-E-Mail-Adresse",
        "E-Mail des Benutzers",
        "E-Mail-Adresse",
        "Attendee Email",
        "Email Address",
    ),
    required=False,
)
UPN = Column("upn", ("Participant ID (UPN)", "Teilnehmer-ID (UPN)"), required=False)
JOIN = (
    "Beitrittszeit",
    "Join Time",
    "Beitrittsuhrzeit",
    "Uhrzeit des Beitritts",
    "Beigetreten um",
    "Beitrittszeitpunkt",
    "Zeitpunkt des Beitritts",
    "Zeit des Beitritts",
    "Eintrittszeit",
    "Time Joined",
    "Joined",
    "Join",
    "Beitreten",
    "Beitritt",
    "Beigetreten",
    "Betreten",
    "Teilnahme",
)
LEAVE = (
    "Austrittszeit",
    "Leave Time",
    "Austrittszeitpunkt",
    "Uhrzeit des Verlassens",
    "Zeitpunkt des Austritts",
    "Verlassenszeit",
    "Zeitpunkt des Verlassens",
    "Zeit des Verlassens",
    "Verlassen um",
    "Abgangszeit",
    "Time Exited",
    "Left",
    "Leave",
    "Verlassen",
    "Gegangen",
)
DURATION = Column(
    "duration",
    (
        "Duration",
        "Duration (Minutes)",
        "Time in Session (minutes)",
        "In-Meeting Duration",
        "Dauer",
        "Dauer (Minuten)",
        "Zeit in Sitzung (Minuten)",
        "Dauer der Besprechung",
        "Dauer in der Besprechung",
        "Dauer der Teilnahme",
        "Dauer der Besprechungsteilnahme",
    ),
    required=False,
)
WAITING = Column("waiting", ("In Waiting Room", "Im Warteraum", "Warteraum"), required=False)

# Each line one joining and leaving.
JOINS = (NAME, MAIL, UPN, Column("join", JOIN), Column("leave", LEAVE), DURATION, WAITING)
# Each line one person, from the first joining to the last leaving.
PEOPLE = (
    NAME,
    MAIL,
    UPN,
    Column("join", ("First Join", "First Join Time", "Erster Beitritt", "Erste Teilnahme")),
    Column("leave", ("Last Leave", "Last Leave Time", "Letztes Verlassen", "Letzter Austritt")),
    DURATION,
)
# Each line one person, and how long in all: of no use for a seminar of several sessions.
TOTALS = (NAME, MAIL, Column("total", ("Total Duration (Minutes)", "Gesamtdauer (Minuten)")))
# Each line one act: somebody joined, or left.
ACTS = (
    NAME,
    MAIL,
    Column("act", ("User Action", "Benutzeraktion", "Aktion")),
    Column("moment", ("Timestamp", "Zeitstempel", "Zeit")),
)
SHAPES = (JOINS, PEOPLE, ACTS, TOTALS)
LEFT = ("left", "verlassen", "hat verlassen", "gegangen")
YES = ("yes", "ja", "true", "wahr")
NEVER = ("", "-", "--", "–")
