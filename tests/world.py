"""A small world in which everybody has something of their own; for the tests of permissions."""

from types import SimpleNamespace
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents.models import Document

from certificates.models import Certificate, Run
from certificates.services.issuing import issue_due
from cms.access import admit_all, collection_of
from cms.models import HomePage, TextPage
from cms.site import create_site, ensure_course_page
from courses import links
from courses.mails import about
from courses.models import (
    Batch,
    Contingent,
    LegalText,
    Message,
    MessageTemplate,
    Synonyms,
    Topic,
)
from courses.services.bookmarks import bookmark
from courses.services.engaging import engage
from courses.services.feeds import open_feed
from courses.services.interest import register_interest
from courses.services.materials import add_material
from courses.services.messages import draft
from courses.services.prerequisites import require
from courses.services.registers import add_document
from courses.services.searches import save_search
from courses.services.signed_lists import file_list
from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.tasks import HEARTBEAT
from organisations.links import sign
from organisations.models import BarrierReport, Deputy, Employment, Invitation
from organisations.services.invitations import invite
from organisations.services.looks import set_look
from organisations.states import RoleKind
from reports.questions.catalogue import REPORTS
from tests.api.calling import secret_of
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book, seminar_begun
from tests.cms.site import in_days
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    association,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
    speaker,
    venue,
)
from tests.identity.known import came_through
from tests.pictures import picture, sized
from tests.world_funding import accounted
from tests.world_proofs import required
from tests.world_reports import closed_by, reports_of
from tests.world_seats import (
    applied,
    asked_how_it_was,
    asked_the_office,
    asked_to_approve,
    due_fee,
    selected,
)

MAKERS = {
    "stranger": lambda: None,
    "counsellor": counsellor,
    "colleague": counsellor,
    "manager": manager,
    "manager elsewhere": lambda: manager(provider("Träger Zwei")),
    "office": office_staff,
    "other office": lambda: office_staff(office("Caritas")),
    "coordination": coordinator,
    "auditor": lambda: without_reach(RoleKind.AUDITOR),
    "trainer": lambda: without_reach(RoleKind.TRAINER),
}
ROLES, OFFICES = list(MAKERS), ["office", "other office"]


def without_reach(kind):
    person = PersonFactory()
    person.roles.create(kind=kind)
    return person


def build():
    """The objects by the names the table of policies uses; `people` by who they are.

    The counsellor has a seat, a seat by selection and a certificate, the colleague asks for an
    approval, the manager has a request to decide, a deputy and a seat contingent, the office of
    the AWO all seminars.
    """
    cache.set(HEARTBEAT, timezone.now() + A_DAY, timeout=None)  # all pages take minutes
    people = {role: make() for role, make in MAKERS.items()}
    catalogue = create_site()
    admit_all()
    booked, planned = in_days(30), in_days(60, state="planned")
    (past,) = settled(people["counsellor"])
    issue_due(now=AFTER)
    step = asked_to_approve(people["colleague"])
    running = seminar_begun()
    secret_of(people["counsellor"])
    enrolment = book(booked, people["counsellor"])
    asked_about = asked_how_it_was(people["counsellor"])
    search = save_search(person=people["counsellor"], filters={"q": "Recht"}, now=NOON)
    message = drafted(booked, people["office"])
    return SimpleNamespace(
        message=message,
        asked_about=asked_about,
        held=asked_about.seminar,
        attachment=message.attachments.get(),
        template=MessageTemplate.objects.create(
            central_office=office(), name="Anreise", subject="Anreise", body="Bis bald!"
        ),
        people=people,
        token=people["counsellor"].tokens.get(),
        erasure=people["colleague"].erasure_requests.create(asked_at=NOON),
        login=UserSession.objects.create(
            user=people["counsellor"], ip="192.0.2.1", session_key="x"
        ),
        listed=listed(people["counsellor"], booked.course),
        search=search,
        search_link=links.sign_search(search),
        topic=Topic.objects.create(name="Recht", slug="recht"),
        synonyms=Synonyms.objects.create(words="AufenthG, Aufenthaltsrecht"),
        one=1,
        nought=0,
        **reports_of(people["manager"]),
        closed=closed_by(people["office"]),
        barrier=BarrierReport.objects.create(description="Zu klein", reported_at=NOON),
        terms=LegalText.objects.get(regime="GDPR_BDSG", kind="terms"),
        strange_law="KDG",  # of no office here
        word="x",
        secret=open_feed(person=people["counsellor"], replaces=None, now=NOON),
        catalogue=f"{catalogue.slug}/",
        **files(),
        place=site(),
        request=asked_to_confirm(),
        **invited(people["manager"]),
        deputy=deputised(people["manager"]),
        booked=booked,
        undelivered=undelivered(booked),
        session=running.sessions.first(),
        list=filed_list(running, by=people["trainer"]),
        csv="csv",
        reports=SimpleNamespace(**{report.name: report.slug for report in REPORTS}),
        batch=bulk_action(running, people["office"]),
        planned=planned,
        enrolment=enrolment,
        asked=asked_the_office(people),
        application=applied(),
        fee=due_fee(people["office"]),
        condition=require(course=planned.course, courses=[booked.course]),
        interest=register_interest(
            person=people["counsellor"],
            course=planned.course,
            employment=people["counsellor"].job,
            now=timezone.now(),
        ),
        certificate=(certificate := Certificate.objects.get(enrolment=past)),
        run=Run.objects.create(
            central_office=office(), by=people["office"], started_at=NOON, total=1
        ),
        status_list=certificate.facts["status"]["list"],
        **required(people["counsellor"]),
        **accounted(asked_about, people["office"]),
        step=step,
        link=links.sign(step, now=timezone.now()),
        contingent=Contingent.objects.create(seminar=booked, organisation=provider(), reserved=2),
        elsewhere=association("Caritas"),
        selected=selected(people["counsellor"], by=people["office"]),
        house=venue(),
        dressed=set_look(office=office(), accent="#9c4221", logo=b"PNG"),
        paged=ensure_course_page(booked.course, office(), live=True).course,
        **taught(booked, running, people),
        **came_through(people["counsellor"]),
    )


def bulk_action(seminar, by):
    """What the office did with many at once."""
    return Batch.objects.create(
        key=uuid4(), seminar=seminar, kind="cancel", by=by, reason="Wegfall", created_at=NOON
    )


def taught(seminar, running, people):
    """The trainer teaches both; paper and material are there."""
    jo = speaker(user=people["trainer"])
    file, now = {"file": ContentFile(b"Text", "text.txt")}, timezone.now()
    paper = {"title": "Vertrag", "valid_until": None, "by": people["office"]}
    material = {"title": "Folien", "by": people["trainer"]}
    return {
        "speaker": jo,
        "engagement": engage(seminar=seminar, speaker=jo, now=NOON),
        "running": engage(seminar=running, speaker=jo, now=NOON).seminar,
        "paper": add_document(speaker=jo, now=now, **paper, **file),
        "material": add_material(seminar=seminar, now=now, **material, **file),
    }


def files():
    """A document and a picture on a published page, and one of each that nobody has published."""
    collection = collection_of(office())
    document, notes = (
        Document.objects.create(
            title=title, file=ContentFile(b"Plan", f"{title}.pdf"), collection=collection
        )
        for title in ("plan", "notizen")
    )
    shown, sketch = picture(collection), picture(collection)
    body = [
        ("downloads", [{"title": "Plan", "document": document}]),
        ("picture", {"picture": {"image": shown, "alt_text": "Ein Bild", "decorative": False}}),
    ]
    HomePage.objects.get().add_child(instance=TextPage(title="Dateien", body=body))
    sizes = {"picture": shown, "sketch": sketch}
    names = {name: sized(one).file.name for name, one in sizes.items()}
    return {"document": document, "notes": notes} | {
        name: path.rpartition("/")[2] for name, path in names.items()
    }


def drafted(seminar, by):
    """A message with a file that nobody has got yet."""
    facts = {"subject": "Anreise", "body": "Bis bald!", "audiences": ["participants"]}
    return draft(
        message=Message(seminar=seminar, **facts),
        files=[SimpleUploadedFile("Plan.pdf", b"%PDF")],
        by=by,
        now=timezone.now(),
    )


def undelivered(seminar):
    """A mail to a participant that failed once."""
    facts = {"key": "undelivered", "to": "falsch@example.org", "about": about(seminar.pk)}
    return OutgoingMail.objects.create(created_at=NOON, next_attempt_at=NOON, attempts=1, **facts)


def filed_list(seminar, *, by):
    """A list signed on paper."""
    scan = SimpleUploadedFile("liste.pdf", b"%PDF-1.7 Liste %%EOF")
    return file_list(seminar=seminar, session=None, upload=scan, by=by, now=timezone.now())


def asked_to_confirm():
    return Employment.objects.create(
        user=PersonFactory(), organisation=site(), programme=programme(), starts=NOON.date()
    )


def invited(boss):
    """Somebody who may join the manager's team, and the secret of their link."""
    invitation = Invitation(
        email="neu@example.org",
        first_name="Kim",
        last_name="Neu",
        organisation=site(),
        programme=programme(),
        function="counsellor",
        fte_share=1,
        starts=NOON.date(),
    )
    invite([invitation], by=boss, now=timezone.now())
    return {"invitation": invitation, "invitation_link": sign(invitation)}


def listed(person, course):
    """The page of a course the person has put on their list."""
    bookmark(person=person, course=course, now=NOON)
    return ensure_course_page(course, office(), live=True)


def deputised(boss):
    """By somebody nobody here is."""
    today = timezone.localdate()
    return Deputy.objects.create(
        manager=boss, deputy=counsellor(), starts=today, ends=today, created_at=NOON
    )
