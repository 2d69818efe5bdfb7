"""A certificate of nobody, to look at a design."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from certificates.facts import issuer_facts, numbers_of, own_words
from certificates.states import CertificateKind
from certificates.wording import MODES, wording
from courses.kinds import CourseKind, DeliveryMode

CODE = "MUSTERMUSTER"
DAY = Decimal(8)
WORDS = {
    "de": {
        "person": {"first_name": "Kim", "last_name": "Muster"},
        "title": "Aufenthaltsrecht für die Migrationsberatung",
        "topics": ["Aufenthalts- und Asylrecht"],
        "sessions": ["Einreise und Aufenthalt", "Verfestigung und Einbürgerung"],
        "place": "Tagungshaus Muster, Berlin",
        "assessment": {"subject": "Fallbearbeitung", "result": "mit Erfolg"},
    },
    "en": {
        "person": {"first_name": "Kim", "last_name": "Sample"},
        "title": "Residence Law in Migration Counselling",
        "topics": ["Residence and asylum law"],
        "sessions": ["Entry and residence", "Settlement and naturalisation"],
        "place": "Conference centre, Berlin",
        "assessment": {"subject": "Case study", "result": "with distinction"},
    },
}


def sample_facts(*, office, design, texts, kind, at):
    language, issued = design.language, timezone.localdate(at)
    words, first = WORDS[language], issued - timedelta(days=9)
    days = [first, first + timedelta(days=1)]
    attended = DAY if kind == CertificateKind.PARTIAL else DAY * 2
    said = wording(
        proof=kind,
        language=language,
        kind=CourseKind.SEMINAR,
        first=days[0],
        last=days[1],
        attended=attended,
        offered=DAY * 2,
    )
    achieved = kind == CertificateKind.ACHIEVEMENT
    return {
        "language": language,
        "kind": kind,
        **numbers_of(office, (issued.year, 1), CODE),
        "issued_on": issued.isoformat(),
        "issued_in": office.city,
        "person": words["person"],
        "sessions": [_session(*each) for each in zip(days, words["sessions"], strict=True)],
        "units": {"offered": f"{DAY * 2}", "attended": f"{attended}"},
        "course": {"code": "FB-000", "title": words["title"], "topics": words["topics"]},
        "seminar": {
            "number": "FB-000-01",
            "place": words["place"],
            "mode": MODES[language][DeliveryMode.PRESENCE],
            "speakers": "Dr. Alex Beispiel",
        },
        **issuer_facts(office),
        "assessment": words["assessment"] if achieved else None,
        "replaces": "",
        "wording": said | own_words(texts, kind, language),
    }


def _session(day: date, title):
    times = {"starts": "09:00", "ends": "16:30", "units": f"{DAY}"}
    return {"date": day.isoformat(), "title": title, **times}
