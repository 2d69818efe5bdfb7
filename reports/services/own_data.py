"""Everything the house has about one person, for that person to take away."""

import json
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F

from certificates.models import Certificate
from certificates.services import badges
from courses.models import (
    CalendarFeed,
    Consent,
    Enrolment,
    EnrolmentEvent,
    Interest,
    ParticipantNeeds,
)
from courses.models import QualificationRecord as Record
from fortbildung.shared.models import OutgoingMail
from organisations.models import BarrierReport, Invitation, User
from reports.models import ClaimReceipt, TravelClaim
from reports.services.own_seats import about_seats_of

SPEAKER = ("name", "email", "phone", "organisation", "address", "fee_per_unit", "notes")
TRAVEL = ("kilometres", "tickets", "high_rate", "high_reason", "state", "amount", "reason")
NEEDS = ("diet", "intolerances", "accessibility", "lodging", "lodging_note")
IN_MEMORY = 8 * 1024 * 1024


def pack(person: User) -> SpooledTemporaryFile:
    """An open ZIP file: the data as JSON and the certificates as PDF and badge."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – the answer closes it
    certificates = Certificate.objects.filter(enrolment__person=person).order_by("number")
    with ZipFile(file, "w", ZIP_DEFLATED) as folder:
        text = json.dumps(_facts(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        folder.writestr("meine-daten.json", text)
        for certificate in certificates.exclude(credential=None):
            name = f"abzeichen/{certificate.number}.json"
            folder.writestr(name, badges.as_text(certificate))
        for certificate in certificates:
            with certificate.pdf.open() as pdf:
                folder.writestr(f"bescheinigungen/{certificate.number}.pdf", pdf.read())
        for proof in person.evidence.exclude(file="").order_by("pk"):
            with proof.file.open() as paper:
                folder.writestr(f"nachweise/{proof.pk}-{proof.filename}", paper.read())
        for receipt in ClaimReceipt.objects.filter(claim__enrolment__person=person).order_by("pk"):
            with receipt.file.open() as paper:
                folder.writestr(f"fahrtkosten/{receipt.pk}-{receipt.filename}", paper.read())
    file.seek(0)
    return file


def _facts(person):
    return {"person": _person(person), **_account(person), **_training(person)}


def _person(person):
    facts = ["email", "first_name", "last_name", "language", "wants_reminders", "wants_digest"]
    return {name: getattr(person, name) for name in [*facts, "date_joined", "last_login"]}


def _account(person):
    place, programme = {"place": F("organisation__name")}, {"in_programme": F("programme__name")}
    when = ("starts", "ends")
    sessions = person.usersession_set.values("created_at", "ip", "user_agent")
    invitations = Invitation.objects.filter(email=person.email).order_by("pk")
    barriers = BarrierReport.objects.filter(email__iexact=person.email).order_by("pk")
    tokens = person.tokens.values("name", "scope", "created_at", "expires_at", "last_used_at")
    return {
        "employments": list(
            person.employments.values("function", "fte_share", "state", *when, **place, **programme)
        ),
        "roles": list(person.roles.values("kind", **place, office=F("central_office__short_name"))),
        "deputies": list(person.deputies.values(*when, email=F("deputy__email"))),
        "invitations": list(invitations.values("sent_at", "state", *when[:1], **place)),
        "barriers": list(barriers.values("reported_at", "page", "description", "name")),
        "log_ins": list(sessions),
        "sign_ons": list(person.socialaccount_set.values("provider", "uid", "date_joined")),
        "second_factors": list(person.authenticator_set.values("type", "created_at")),
        "api_keys": list(tokens),
        "saved_reports": list(person.saved_reports.values("name", "report", "parameters")),
        "made_reports": list(
            person.made_reports.order_by("pk").values("report", "parameters", "asked_at")
        ),
        **_wishes(person),
    }


def _wishes(person):
    """What somebody has kept here for later, and asked for."""
    feed = CalendarFeed.objects.filter(user=person)
    deputised, asked = person.deputises_for.order_by("pk"), person.erasure_requests.order_by("pk")
    speaker = person.speakers.order_by("pk")
    return {
        "list": list(person.bookmarks.order_by("pk").values("created_at", of=F("course__title"))),
        "saved_searches": list(
            person.saved_searches.order_by("pk").values("created_at", "filters")
        ),
        "calendar_feed": list(feed.values("created_at", "last_used_at")),
        "deputises_for": list(deputised.values("starts", "ends", email=F("manager__email"))),
        "erasure_requests": list(asked.values("asked_at", "done_at")),
        "speaker": list(speaker.values(*SPEAKER, office=F("central_office__short_name"))),
    }


def _training(person):
    seminar = {"number": F("seminar__number"), "course": F("seminar__course__title")}
    enrolment = {"number": F("enrolment__seminar__number")}
    booked = ("state", "requested_at", "approval", "note", "attended_units")
    own = {"enrolment__person": person}
    events = EnrolmentEvent.objects.filter(**own).order_by("pk")
    needs = ParticipantNeeds.objects.filter(**own)
    records = Record.objects.filter(person=person)
    text = {"title": F("text__title"), "version": F("text__version")}
    mails = OutgoingMail.objects.filter(to=person.email).order_by("pk")
    return {
        "enrolments": list(Enrolment.objects.of(person).order_by("pk").values(*booked, **seminar)),
        "history": list(
            events.values("kind", "at", "from_state", "to_state", "reason", **enrolment)
        ),
        **about_seats_of(person),
        "terms_and_privacy": list(
            Consent.objects.filter(**own)
            .order_by("pk")
            .values("at", "told", "language", **text, **enrolment)
        ),
        "needs": list(needs.values(*NEEDS, **enrolment)),
        "interest": list(
            Interest.objects.filter(person=person).values(of_course=F("course__title"))
        ),
        "qualifications": list(
            records.order_by("pk").values(
                "valid_from",
                "valid_until",
                "source",
                "source_kind",
                "effect",
                "units",
                "withdrawn_at",
                "withdrawn_because",
                name=F("qualification__name"),
            )
        ),
        **_proofs(person),
        "travel_claims": list(
            TravelClaim.objects.filter(**own)
            .order_by("pk")
            .values(*TRAVEL, *("handed_in_at", "decided_at", "keep_until"), **enrolment)
        ),
        "mails": list(mails.values("created_at", "subject", "body")),
    }


def _proofs(person):
    """What is computed from the qualifications, handed in, and noted about what is required."""
    kind = {"name": F("qualification__name")}
    periods = person.qualification_periods.order_by("pk")
    evidence = person.evidence.order_by("pk")
    title = {"from_what": F("requirement__title")}
    exemptions = person.exemptions.order_by("pk")
    return {
        "valid": list(periods.values("first_day", "last_day", "extended_by", **kind)),
        "evidence": list(
            evidence.values("title", "issuer", "completed_on", "units", "state", "reason")
        ),
        "leave": list(person.pauses.order_by("pk").values("kind", "starts", "ends")),
        "exemptions": list(exemptions.values("reason", "starts", "ends", "withdrawn_at", **title)),
        "recognitions": list(
            person.recognitions.order_by("pk").values(
                "given_at", "withdrawn_at", course=F("equivalence__course__title")
            )
        ),
    }
