"""Who gets what answer: the words the tables of policies are written in."""

from tests.world import OFFICES, ROLES

LOG_IN, ENTRANCE, HOME = "/konto/login/", "/verwaltung/login/", "/meine-fortbildungen/"


def everybody(answer):
    return dict.fromkeys(ROLES, answer)


def only(*who, answer=200, others=404):
    """Strangers are sent to the log-in, for everybody else not named the page is not there."""
    return everybody(others) | {"stranger": LOG_IN} | dict.fromkeys(who, answer)


def desk(*who, answer=200):
    """Strangers are sent to the entrance of the back office, for others the page is not there."""
    return everybody(404) | {"stranger": ENTRANCE} | dict.fromkeys(who, answer)


PLANNERS = [*OFFICES, "coordination"]
PUBLIC, NOBODY = everybody(200), everybody(404)
PERSON = only(others=200)
AFTER_PASSWORD = only(others="/konto/reauthenticate/")
STRANGER = everybody(HOME) | {"stranger": 200}
REPORTS = only(*OFFICES, "coordination", "auditor")
FIGURES = REPORTS | {"manager": 200, "manager elsewhere": 200}
MANAGERS = only("manager", "manager elsewhere")
RECORDERS = only("office", "trainer")
# Whoever works with the files of the office's collection.
EDITORS = NOBODY | {"office": 200, "coordination": 200}
NOBODY_KNOWN = only()  # strangers learn nothing either
OWNER = only("counsellor")
PROOF = only("counsellor", "manager", "office")  # whoever may see the enrolment
WITHOUT_KEY = everybody(401)
ENROLMENT_PAGES = [
    "enrolment",
    "accept",
    "priority",
    "seat",
    "charge",
    "replace",
    "rebook",
    "say_needs",
    "correct",
    "cancel",
]
DOOR = only(*OFFICES, "coordination", answer="/verwaltung/", others=403)

ACTIONS = ["accept", "approve", "cancel", "decline", "rebook", "replace"]
