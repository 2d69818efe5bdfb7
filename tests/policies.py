"""What every route answers to whom; `tests/test_permissions.py` goes and sees."""

from tests.world import OFFICES, ROLES

LOG_IN, ENTRANCE, HOME = "/konto/login/", "/verwaltung/login/", "/meine-fortbildungen/"


def everybody(answer):
    return dict.fromkeys(ROLES, answer)


def only(*who, answer=200, others=404):
    """Strangers are sent to the log-in, for everybody else not named the page is not there."""
    return everybody(others) | {"stranger": LOG_IN} | dict.fromkeys(who, answer)


def desk(*who, answer=200):
    """Without a role in the back office one is sent to its entrance, with another one to 404."""
    inside = dict.fromkeys([*OFFICES, "coordination"], 404)
    return everybody(ENTRANCE) | inside | dict.fromkeys(who, answer)


PLANNERS = [*OFFICES, "coordination"]
PUBLIC, NOBODY = everybody(200), everybody(404)
PERSON = only(others=200)
STRANGER = everybody(HOME) | {"stranger": 200}
REPORTS = only(*OFFICES, "coordination", "auditor")
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
    "cancel",
]
DOOR = only(*OFFICES, "coordination", answer="/verwaltung/", others=403)

ACTIONS = ["accept", "approve", "cancel", "decline", "rebook", "replace"]
# Route, policy, and where in the world its arguments are found.
POLICIES = [
    ("shared:live", PUBLIC),
    ("shared:ready", PUBLIC),
    ("wagtail_serve", PUBLIC, "catalogue"),
    ("robots", PUBLIC),
    ("sitemap", PUBLIC),
    ("set_language", everybody("/")),
    ("wagtaildocs_serve", PUBLIC, "document.pk", "document.filename"),
    ("wagtaildocs_serve", EDITORS, "notes.pk", "notes.filename"),
    ("picture", PUBLIC, "picture"),
    ("picture", EDITORS, "sketch"),
    ("picture", NOBODY, "word"),
    # No document and no page is kept behind a password.
    ("wagtaildocs_authenticate_with_password", NOBODY, "one"),
    ("wagtailcore_authenticate_with_password", NOBODY, "one", "one"),
    # One's own account
    ("organisations:log_in", STRANGER),
    ("account_login", STRANGER),
    ("organisations:start_sign_up", everybody("/konto/") | {"stranger": 200}),
    ("account_signup", everybody("/konto/") | {"stranger": 200}),
    ("organisations:sign_up", STRANGER, "place.pk"),
    ("account_logout", everybody(200) | {"stranger": "/"}),
    ("account_inactive", PUBLIC),
    ("account_email_verification_sent", PUBLIC),
    ("account_confirm_email", PUBLIC, "word"),
    ("account_confirm_login_code", everybody(HOME) | {"stranger": LOG_IN}),
    ("account_reset_password", PUBLIC),
    ("account_reset_password_done", PUBLIC),
    ("account_reset_password_from_key", PUBLIC, "word", "word"),
    ("account_reset_password_from_key_done", PUBLIC),
    ("account_change_password", PERSON),
    ("account_set_password", only(others="/konto/password/change/")),
    ("account_reauthenticate", PERSON),
    ("account_email", PERSON),
    ("organisations:account", PERSON),
    ("organisations:name", PERSON),
    ("organisations:find_place", PERSON),
    ("organisations:add_employment", PERSON, "place.pk"),
    ("organisations:tokens", PERSON),
    ("organisations:add_token", only(others="/konto/reauthenticate/")),
    ("organisations:revoke_token", only("counsellor", answer=405), "token.pk"),
    # My team
    ("organisations:team", only("manager", "manager elsewhere")),
    ("organisations:confirm", only("manager", answer=405), "request.pk"),
    ("organisations:decline", only("manager"), "request.pk"),
    ("organisations:deputies", only("manager", "manager elsewhere")),
    ("organisations:dismiss", only("manager", answer=405), "deputy.pk"),
    ("courses:approvals", MANAGERS),
    ("courses:deny", only("manager"), "step.pk"),
    ("courses:mailbox", PUBLIC, "link"),
    ("courses:mailbox", NOBODY, "word"),
    ("courses:book_staff", MANAGERS, "booked.number"),
    ("courses:book_staff", NOBODY_KNOWN, "planned.number"),
    ("courses:reserve", MANAGERS, "booked.number"),
    ("courses:team_enrolments", MANAGERS),
    ("courses:team_enrolment", only("manager"), "enrolment.pk"),
    ("courses:team_accept", only("manager", answer=405), "enrolment.pk"),
    ("courses:team_decline", only("manager"), "enrolment.pk"),
    ("courses:team_cancel", only("manager"), "enrolment.pk"),
    ("courses:team_replace", only("manager"), "enrolment.pk"),
    ("courses:team_rebook", only("manager"), "enrolment.pk"),
    ("courses:team_needs", only("manager"), "enrolment.pk"),
    ("courses:contingents", MANAGERS),
    ("courses:hand_back", only("manager"), "contingent.pk"),
    ("courses:find_recipient", only("manager"), "contingent.pk"),
    ("courses:give", only("manager"), "contingent.pk", "elsewhere.pk"),
    # Training
    ("courses:book", PERSON, "booked.number"),
    ("courses:book", NOBODY, "planned.number"),
    ("courses:mine", PERSON),
    ("courses:enrolment", OWNER, "enrolment.pk"),
    ("courses:accept", only("counsellor", answer=405), "enrolment.pk"),
    ("courses:decline", OWNER, "enrolment.pk"),
    ("courses:cancel", OWNER, "enrolment.pk"),
    ("courses:replace", OWNER, "enrolment.pk"),
    ("courses:rebook", OWNER, "enrolment.pk"),
    ("courses:needs", OWNER, "enrolment.pk"),
    ("courses:feedback", OWNER, "enrolment.pk"),
    ("courses:feedback", OWNER, "asked_about.pk"),
    ("courses:accessibility", only("trainer"), "booked.number"),
    ("courses:accessibility", NOBODY_KNOWN, "planned.number"),
    ("courses:result", PROOF, "selected.number"),
    ("courses:result", NOBODY_KNOWN, "booked.number"),
    ("courses:register_interest", PERSON, "planned.course.code"),
    ("courses:withdraw_interest", OWNER, "interest.pk"),
    ("courses:calendar", PERSON),
    ("courses:revoke_calendar", only(others=405)),
    ("courses:feed", PUBLIC, "secret"),
    ("courses:feed", NOBODY, "word"),
    ("courses:ics", PUBLIC, "booked.number"),
    ("courses:ics", NOBODY, "planned.number"),
    # Teaching
    ("courses:teaching", only("trainer")),
    ("courses:taught", only("trainer"), "booked.number"),
    ("courses:taught", only("trainer"), "running.number"),
    ("courses:taught", NOBODY_KNOWN, "planned.number"),
    ("courses:remove_material", only("trainer", answer=405), "booked.number", "material.pk"),
    ("courses:material", only("trainer", "counsellor", "office"), "material.pk"),
    # Attendance: the seminar's office and its speakers
    ("courses:attendance", RECORDERS, "running.number"),
    ("courses:attendance", NOBODY_KNOWN, "planned.number"),
    ("courses:attendance", RECORDERS, "booked.number"),
    ("courses:record", RECORDERS, "running.number"),
    ("courses:sheet", RECORDERS, "running.number"),
    ("courses:session_sheet", RECORDERS, "running.number", "session.pk"),
    ("courses:session_sheet", NOBODY_KNOWN, "running.number", "token.pk"),
    ("courses:signed_list", RECORDERS, "running.number", "list.pk"),
    ("courses:signed_list", NOBODY_KNOWN, "booked.number", "list.pk"),
    ("courses:check_in", RECORDERS, "running.number", "session.pk"),
    ("courses:check_in_code", RECORDERS, "running.number", "session.pk"),
    ("courses:next_code", RECORDERS, "running.number", "session.pk"),
    ("courses:check_in_own", PERSON),
    ("courses:scan", NOBODY, "session.pk", "word"),
    # Certificates
    ("certificates:check", PUBLIC),
    ("certificates:checked", PUBLIC, "certificate.code"),
    ("certificates:pdf", PROOF, "certificate.number"),
    # Reports
    ("reports:index", everybody("/berichte/teilnahmen/")),
    ("reports:participation", REPORTS),
    ("reports:participation_xlsx", REPORTS),
    ("reports:participation_csv", REPORTS),
    ("reports:priorities", REPORTS),
    ("reports:priorities_xlsx", REPORTS),
    ("reports:priorities_csv", REPORTS),
    # The API, asked by a browser: whoever is logged in is a stranger there
    ("api:api-root", NOBODY),
    ("api:openapi-json", PUBLIC),
    ("api:openapi-view", PUBLIC),
    ("api_elsewhere", NOBODY, "word"),
    ("api:courses", PUBLIC),
    ("api:seminars", PUBLIC),
    ("api:seminar", PUBLIC, "booked.number"),
    ("api:seminar", NOBODY, "planned.number"),
    ("api:certificate", PUBLIC, "certificate.code"),
    ("api:participation", WITHOUT_KEY),
    ("api:book", everybody(405), "booked.number"),
    ("api:attendance", everybody(405), "booked.number"),
    ("api:enrolments", WITHOUT_KEY),
    ("api:enrolment", WITHOUT_KEY, "enrolment.pk"),
    *((f"api:enrolment_{action}", everybody(405), "enrolment.pk") for action in ACTIONS),
    # The office's desk
    ("desk_entrance", DOOR),
    ("page_entrance", DOOR),
    ("wagtailcore_login", DOOR),
    ("desk_seminars:index", desk(*OFFICES)),
    ("desk_seminars:index_results", desk(*OFFICES)),
    ("desk_seminars:add", desk(*OFFICES)),
    ("desk_seminars:new", desk(*OFFICES), "booked.course.pk"),
    ("desk_seminars:calendar", desk(*OFFICES)),
    ("desk_seminars:undelivered", desk(*OFFICES)),
    ("desk_seminars:send_again", desk("office", answer=405), "undelivered.pk"),
    ("desk_seminars:send_all_again", desk(*OFFICES, answer=405)),
    ("desk_seminars:cockpit", desk("office"), "running.pk"),
    ("desk_seminars:edit", desk("office"), "running.pk"),
    ("desk_seminars:attendance", desk("office"), "running.pk"),
    ("desk_seminars:attendance_history", desk("office"), "running.pk"),
    ("desk_seminars:conference", desk("office"), "running.pk"),
    ("desk_seminars:sheet", desk("office"), "running.pk"),
    ("desk_courses:index", desk(*OFFICES)),
    ("desk_courses:add", desk(*OFFICES)),
    ("desk_courses:edit", desk("office"), "paged.pk"),
    ("desk_courses:page", desk(*OFFICES, answer=405), "paged.pk"),
    ("desk_courses:prerequisites", desk(*OFFICES), "planned.course.pk"),
    ("desk_courses:policy", desk(*OFFICES, answer=405), "planned.course.pk"),
    (
        "desk_courses:drop_prerequisite",
        desk(*OFFICES, answer=405),
        "planned.course.pk",
        "condition.pk",
    ),
    ("desk_courses:interest", desk(*PLANNERS)),
    ("desk_qualifications:index", desk(*PLANNERS)),
    ("desk_qualifications:add", desk(*PLANNERS)),
    ("desk_qualifications:edit", desk(*PLANNERS), "record.qualification.pk"),
    ("desk_qualifications:records", desk(*OFFICES)),
    ("desk_qualifications:record", desk(*OFFICES)),
    ("desk_qualifications:withdraw", desk("office"), "record.pk"),
    ("desk_seminars:publish", desk("office", answer=405), "planned.pk"),
    ("desk_seminars:guarantee", desk("office", answer=405), "running.pk"),
    ("desk_seminars:roster", desk("office"), "running.pk"),
    ("desk_seminars:roster_file", desk("office"), "running.pk", "csv"),
    ("desk_seminars:bulk", desk("office", answer=405), "running.pk"),
    ("desk_seminars:batch", desk("office"), "running.pk", "batch.pk"),
    ("desk_seminars:history", desk("office"), "running.pk"),
    ("desk_seminars:close", desk("office", answer=405), "running.pk"),
    ("desk_seminars:call_off", desk("office"), "booked.pk"),
    ("desk_seminars:reopen", desk("office"), "booked.pk"),
    ("desk_seminars:needs", desk("office"), "booked.pk"),
    ("desk_seminars:kitchen", desk("office"), "booked.pk"),
    ("desk_seminars:rooms", desk("office"), "booked.pk"),
    ("desk_seminars:evaluation", desk("office"), "held.pk"),
    ("desk_seminars:close_evaluation", desk("office"), "held.pk"),
    ("desk_seminars:close_evaluation", desk(), "booked.pk"),  # nobody is asked yet
    ("desk_seminars:evaluation_pdf", desk(), "held.pk"),  # while it is open
    ("desk_seminars:evaluation_xlsx", desk(), "held.pk"),
    ("desk_courses:questionnaire", desk(*OFFICES), "planned.course.pk"),
    ("desk_seminars:messages", desk("office"), "booked.pk"),
    ("desk_seminars:new_message", desk("office"), "booked.pk"),
    *[
        (f"desk_seminars:{page}", desk("office"), "booked.pk", "message.pk")
        for page in ("message", "edit_message")
    ],
    *[
        (f"desk_seminars:{act}", desk("office", answer=405), "booked.pk", "message.pk")
        for act in ("send_message", "discard_message")
    ],
    ("desk_seminars:message", desk(), "planned.pk", "message.pk"),  # of another seminar
    ("desk_seminars:message_file", desk("office"), "booked.pk", "message.pk", "attachment.pk"),
    ("desk_seminars:message_templates", desk(*OFFICES)),
    ("desk_seminars:new_message_template", desk(*OFFICES)),
    ("desk_seminars:message_template", desk("office"), "template.pk"),
    ("desk_seminars:drop_message_template", desk("office", answer=405), "template.pk"),
    ("desk_seminars:enrol", desk("office"), "booked.pk"),
    ("desk_seminars:seats", desk("office"), "booked.pk"),
    ("desk_seminars:priorities_csv", desk("office"), "booked.pk"),
    ("desk_seminars:contingents", desk("office"), "booked.pk"),
    ("desk_seminars:hand_back", desk("office"), "booked.pk", "contingent.pk"),
    ("desk_seminars:give", desk("office"), "booked.pk", "contingent.pk"),
    ("desk_seminars:selection", desk("office"), "application.seminar.pk"),
    ("desk_seminars:selection", desk(), "booked.pk"),
    ("desk_seminars:selection_criteria", desk("office", answer=405), "application.seminar.pk"),
    ("desk_seminars:selection_commit", desk("office"), "application.seminar.pk"),
    (
        "desk_seminars:selection_move",
        desk("office"),
        "application.seminar.pk",
        "application.pk",
    ),
    *[
        (f"desk_seminars:{page}", desk("office"), "booked.pk", "enrolment.pk")
        for page in ENROLMENT_PAGES
    ],
    ("desk_seminars:enrolment", desk(), "booked.pk", "asked.pk"),  # of another seminar
    ("desk_seminars:approve", desk(), "booked.pk", "enrolment.pk"),  # nothing to decide
    ("desk_seminars:approve", desk("office"), "asked.seminar.pk", "asked.pk"),
    ("desk_seminars:deny", desk("office"), "asked.seminar.pk", "asked.pk"),
    ("desk_seminars:approvals", desk(*OFFICES)),
    ("desk_seminars:fees", desk(*OFFICES)),
    ("desk_seminars:fees_csv", desk(*OFFICES)),
    ("desk_seminars:fees_xlsx", desk(*OFFICES)),
    ("desk_seminars:waive", desk("office"), "fee.pk"),
    ("desk_seminars:policies", desk(*OFFICES)),
    ("desk_seminars:venues", desk(*OFFICES)),
    ("desk_seminars:new_venue", desk(*OFFICES)),
    ("desk_seminars:venue", desk("office"), "house.pk"),
    ("desk_seminars:speakers", desk(*OFFICES)),
    ("desk_seminars:new_speaker", desk(*OFFICES)),
    ("desk_seminars:speaker", desk("office"), "speaker.pk"),
    ("desk_seminars:add_document", desk("office", answer=405), "speaker.pk"),
    ("desk_seminars:document", desk("office"), "speaker.pk", "paper.pk"),
    ("desk_seminars:remove_document", desk("office", answer=405), "speaker.pk", "paper.pk"),
    ("desk_seminars:copy_year", desk(*OFFICES)),
    ("desk_seminars:copy", desk("office"), "booked.pk"),
    ("desk_seminars:series", desk("office"), "booked.pk"),
    ("desk_seminars:engaged", desk("office"), "booked.pk"),
    ("desk_seminars:dismiss", desk("office", answer=405), "booked.pk", "engagement.pk"),
    ("desk_seminars:add_material", desk("office", answer=405), "booked.pk"),
    ("desk_seminars:material", desk("office"), "booked.pk", "material.pk"),
    ("desk_seminars:remove_material", desk("office", answer=405), "booked.pk", "material.pk"),
    ("desk_seminars:new_policy", desk(*OFFICES)),
    ("desk_seminars:policy", desk("office"), "fee.enrolment.seminar.cancellation_policy.pk"),
]
# The API, asked with a token: the same people see the same as on the pages.
KEYED = [
    ("api:enrolments", everybody(200) | {"stranger": 401}),
    ("api:enrolment", PROOF | {"stranger": 401}, "enrolment.pk"),
    ("api:participation", only(*OFFICES, "coordination", "auditor") | {"stranger": 401}),
]
# Wagtail's own part of the admin has one policy: nobody without a role in the back office.
WAGTAIL = "verwaltung/"
# But for these, which tell nothing. Passwords are not managed there.
OPEN = {
    "/verwaltung/login/": DOOR,
    "/verwaltung/sprite/": PUBLIC,
    "/verwaltung/jsi18n/": PUBLIC,
    "/verwaltung/password_reset/": NOBODY,
    "/verwaltung/password_reset/done/": NOBODY,
    "/verwaltung/password_reset/confirm/x/x/": NOBODY,
    "/verwaltung/password_reset/complete/": NOBODY,
}
