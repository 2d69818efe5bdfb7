"""The first page of the admin: what the office should do now, and nothing of Wagtail's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from certificates.services.issuing import issue_due
from cms.access import admit_all
from cms.desk.moderation import to_moderate, under_way
from cms.desk.todo import groups_of_office
from courses.models import Attendance, CancellationPolicy, Seminar
from courses.services.attendance import settle
from courses.services.engaging import engage
from courses.services.enrolments import cancel
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book, seminar_begun, to_the_admin, url
from tests.cms.site import course_page
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    coordinator,
    counsellor,
    office,
    office_staff,
    speaker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
START = NOON + 30 * A_DAY
LATER = NOON + 40 * A_DAY
HOME = reverse("wagtailadmin_home")


def groups(user, now=NOON):
    return {group.key: group for group in groups_of_office(user=user, now=now)}


def told(user, now=NOON):
    """Everything to do, in the order shown, by the number of the seminar."""
    found = [todo for group in groups(user, now).values() for todo in group.todos]
    return [(todo.title.partition(" ")[0], todo.what, todo.url) for todo in found]


def attended(enrolment):
    """The enrolment, there in every session."""
    for session in enrolment.seminar.sessions.all():
        Attendance.objects.create(
            enrolment=enrolment, session=session, minutes=420, recorded_at=LATER
        )
    settle(seminar=enrolment.seminar, by=None, now=LATER)


def test_what_is_over_wants_attendance_first_and_then_to_be_closed():
    seminar, me = SeminarFactory(number="S-1"), office_staff()
    first, second = book(seminar), book(seminar)
    assert told(me, now=START) == []
    page = url("attendance", seminar.pk)
    assert told(me, LATER) == [
        ("S-1", "Vorbei; die Anwesenheit von 2 Personen fehlt noch.", page),
    ]
    attended(first)
    assert told(me, LATER) == [("S-1", "Vorbei; die Anwesenheit einer Person fehlt noch.", page)]
    attended(second)
    assert told(me, LATER) == [
        ("S-1", "Vorbei, und nichts fehlt mehr: bitte abschließen.", url("cockpit", seminar.pk))
    ]


def test_too_few_people_are_told_from_a_fortnight_before_enrolment_closes_until_it_begins():
    seminar, me = SeminarFactory(number="S-1", min_seats=2), office_staff()
    book(seminar)
    a_fortnight_before = seminar.closes_at - 14 * A_DAY
    text = "Erst 1 von mindestens 2 Plätzen belegt; Anmeldeschluss 22.11.2026."
    expected = [("S-1", text, url("cockpit", seminar.pk))]
    assert told(me, a_fortnight_before - timedelta(seconds=1)) == []
    assert told(me, a_fortnight_before) == expected
    assert told(me, seminar.closes_at + A_DAY) == expected
    assert told(me, START) == []
    book(seminar)
    assert told(me, a_fortnight_before) == []


def test_who_waits_is_told_until_the_seminar_begins():
    seminar, me = SeminarFactory(number="S-1", capacity=1), office_staff()
    book(seminar), book(seminar)
    page = f"{url('roster', seminar.pk)}?shown=queue"
    assert told(me) == [("S-1", "Eine Person wartet auf einen Platz.", page)]
    book(seminar)
    assert told(me) == [("S-1", "2 Personen warten auf einen Platz.", page)]
    assert told(me, START) == []


def test_what_has_a_deadline_or_waits_for_the_office_is_told():
    policy = {"approval_policy": "manager"}  # nobody is there to ask, so the office decides
    seminar, me = SeminarFactory(number="S-1", **policy), office_staff()
    book(seminar)
    moment = seminar.opens_at + A_DAY
    approve = ("S-1", "Eine Anmeldung wartet auf Ihre Zustimmung.", url("approvals"))
    assert told(me, moment) == [approve]
    watch = "Ein gehaltener Platz verfällt in den nächsten zwei Tagen."
    page = f"{url('roster', seminar.pk)}?shown=held"
    assert told(me, moment + 4 * A_DAY) == [approve, ("S-1", watch, page)]


def test_a_selection_is_told_with_its_page_and_is_due_once_enrolment_has_closed():
    seminar = SeminarFactory(number="S-1", allocation="selection")
    book(seminar), book(seminar)
    me, page = office_staff(), url("selection", seminar.pk)
    assert told(me) == [("S-1", "Bisher 2 Bewerbungen.", page)]
    due = [("S-1", "Die Auswahl steht an: 2 Bewerbungen.", page)]
    assert told(me, seminar.closes_at) == due


def test_free_seats_after_closing_want_a_decision():
    seminar = SeminarFactory(number="S-1", capacity=1)
    book(seminar), book(seminar)
    Seminar.objects.update(capacity=2)
    (_number, text, page) = told(office_staff(), seminar.closes_at)[0]
    assert text.startswith("Die Anmeldung ist geschlossen: 1 frei, 1 wartend.")
    assert page == f"{url('roster', seminar.pk)}?shown=queue"


def test_fees_due_are_summed(client):
    policy = CancellationPolicy.objects.create(central_office=office(), name="Üblich")
    policy.tiers.create(days_before=400, amount=50)
    me = office_staff()
    for _n in range(2):
        seat = book(SeminarFactory(cancellation_policy=policy))
        cancel(enrolment=seat, by=me, now=seat.requested_at)
    client.force_login(to_the_admin(me))
    text = "2 Stornobeiträge sind fällig, zusammen 100,00 €."
    (todo,) = groups(me)["fees"].todos
    assert (todo.what, todo.url, todo.count) == (text, url("fees"), 2)
    assert text in client.get(HOME).content.decode()


@pytest.mark.parametrize("state", ["planned", "closed", "called_off"])
def test_seminars_that_are_not_public_or_settled_want_nothing(state):
    SeminarFactory(state=state, min_seats=2)
    assert told(office_staff(), NOON + 19 * A_DAY) == []
    assert told(office_staff(), LATER) == []


def engaged(name="Jo Beispiel", of=None, **fields):
    """A speaker with a fee contract, engaged for the days after the transition of § 127 SGB IV."""
    facts = {"consented_on": NOON.date()} | fields
    person = speaker(name, of=of, **facts)
    after = SeminarFactory(central_office=person.central_office, days__start=NOON + 70 * A_DAY)
    engage(seminar=after, speaker=person, now=NOON)
    return person


def paper(person, title, valid_until):
    facts = {"added_at": NOON, "file": "x.pdf", "filename": "x.pdf"}
    person.documents.create(title=title, valid_until=valid_until, **facts)


def test_whose_contract_ends_with_the_transition_is_told_until_it_is_cleared_or_taught():
    jo, me = engaged(), office_staff()
    engaged("Ada Check", status_check="self_employed", status_checked_on=NOON.date())
    engaged("Lea Lehre", contract="employed")
    engaged("Ben Fremd", of=office("Caritas"))
    (todo,) = groups(me)["contracts"].todos
    assert todo.title == "Jo Beispiel, im Einsatz bis 12.01.2027"
    assert "die Übergangsregelung des § 127 SGB IV endet am 31. Dezember 2026" in todo.what
    assert todo.url == url("speaker", jo.pk)
    assert "contracts" not in groups(me, NOON + 80 * A_DAY)
    Seminar.objects.update(state="called_off")
    assert groups(me) == {}


def test_papers_that_end_before_the_last_day_of_teaching_are_told_unless_renewed():
    jo, me = engaged(contract="employed"), office_staff()
    paper(jo, "Honorarvertrag", NOON.date() + 100 * A_DAY)
    paper(jo, "Ausweis", None)
    for days in (-5, 3):
        paper(jo, "Führungszeugnis", NOON.date() + days * A_DAY)
    assert groups(office_staff(of=office("Caritas"))) == {}
    (todo,) = groups(me)["papers"].todos
    assert todo.what == "„Führungszeugnis“ von Jo Beispiel ist nur bis 5. November 2026 gültig."
    assert todo.url == url("speaker", jo.pk)
    paper(jo, "Führungszeugnis", NOON.date() + 100 * A_DAY)
    assert groups(me) == {}


def test_an_office_is_told_of_its_own_seminars_and_the_coordination_of_none(client, site):  # noqa: ARG001
    seminar = seminar_begun()
    book(seminar)
    people = [office_staff(), office_staff(of=office("Caritas")), coordinator()]
    pages = []
    for person in people:
        client.force_login(to_the_admin(person))
        pages.append(client.get(HOME).content.decode())
    assert [seminar.number in page for page in pages] == [True, False, False]
    assert ["Veranstaltung planen" in page for page in pages] == [True, True, False]
    assert ["Zahlen zur Teilnahme" in page for page in pages] == [False, False, True]


def test_whose_certificate_is_missing_is_told_with_the_reason():
    hindered, fine = counsellor(first_name="Li 李"), counsellor()
    settled(hindered, fine)
    owed = groups(office_staff(), AFTER)["proofs"]
    told = {todo.title.partition(",")[0]: todo.what for todo in owed.todos}
    assert told[str(fine)] == "Sie wird in den nächsten Minuten ausgestellt."
    assert "李 (U+674E)" in told[str(hindered)]
    issue_due(now=AFTER)
    (left,) = groups(office_staff(), AFTER)["proofs"].todos
    assert left.title.startswith(f"{hindered}, ")


def test_of_many_missing_certificates_all_are_counted_and_ten_looked_into():
    settled(*(counsellor() for _n in range(12)))
    owed = groups(office_staff(), AFTER)["proofs"]
    assert (owed.count, len(owed.todos), owed.more) == (12, 10, 2)


def test_a_page_is_told_to_who_approves_and_to_who_waits_for_it(client, site):  # noqa: ARG001
    page, me, boss = course_page(live=False), office_staff(), coordinator()
    admit_all()
    Workflow.objects.get().start(page, me)
    here = reverse("wagtailadmin_pages:edit", args=[page.pk])
    (waits,), (asked,) = under_way(me).todos, to_moderate(boss).todos
    assert [waits.url, asked.url] == [here, here]
    assert to_moderate(me).todos == under_way(office_staff(of=office("Caritas"))).todos == []
    page.current_workflow_state.current_task_state.reject(
        user=boss, comment="Bitte den Titel kürzen."
    )
    (back,) = under_way(me).todos
    assert back.what == (
        "Die Koordination bittet um Änderungen: „Bitte den Titel kürzen.“ "
        "Danach bitte neu einreichen."
    )
    assert to_moderate(boss).todos == []
    client.force_login(me)
    assert back.what in client.get(HOME).content.decode()


def test_who_corrects_a_page_while_approving_it_is_not_asked_again(client, site):  # noqa: ARG001
    page, boss = course_page(live=False), coordinator()
    admit_all()
    Workflow.objects.get().start(page, office_staff())
    client.force_login(boss)
    here = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = data_of(client.get(here).context["form"]) | {"intro": "Ohne Fehler"}
    client.post(here, sent | {"action-workflow-action": "1", "workflow-action-name": "approve"})
    page.refresh_from_db()
    assert (page.live, page.intro) == (True, "Ohne Fehler")
    assert to_moderate(boss).todos == []


def data_of(form):
    """What a browser sends back of an editor's form, untouched."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    counts = {f"comments-{name}": value for name, value in empty.items()}
    rich = dict.fromkeys(["outcomes", "audience", "outcomes_en", "audience_en"], "null")
    streams = {"body-count": "0", "body_en-count": "0"}
    page = {"slug": form.instance.slug, "course": form.instance.course_id}
    return page | streams | rich | counts


def test_the_panel_costs_the_same_however_much_there_is_to_do():
    me, now = office_staff(), timezone.now()
    costs = []
    for seminars in (1, 5, 100):
        begun = groups(me, now)["attendance"].todos if groups(me, now) else []
        some = [seminar_begun() for _ in range(seminars - len(begun))]
        for seminar in some[:5]:
            book(seminar)
            person = speaker(
                f"Jo {seminar.number}", status_check="employed", status_checked_on=now.date()
            )
            paper(person, "Führungszeugnis", now.date())
            later = SeminarFactory(state="guaranteed", days__start=now + 9 * A_DAY)
            engage(seminar=later, speaker=person, now=NOON)
        Seminar.objects.filter(pk__in=[seminar.pk for seminar in some[5:]]).update(state="held")
        with CaptureQueriesContext(connection) as asked:
            found = groups(me, now)
        speakers = [found.pop(kind).count for kind in ("contracts", "papers")]
        assert speakers == [min(seminars, 10)] * 2
        assert sum(group.count for group in found.values()) == seminars
        costs.append(len(asked))
    assert costs == [7, 7, 7]


def test_the_admin_bears_our_name_and_offers_only_what_is_of_use(client):
    client.force_login(to_the_admin(office_staff()))
    page = client.get(HOME).content.decode()
    assert "<title>Übersicht - Fortbildung</title>" in page
    assert "img/mark.svg" in page
    assert ["Wagtail 8" in page, "/verwaltung/reports/" in page] == [False] * 2
    assert [link in page for link in (url("index"), reverse("reports:index"))] == [True] * 2
