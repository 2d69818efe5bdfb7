"""One seminar packed for the funder: papers, lists, evidence, receipts, in a fixed order."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.models.fields.files import FieldFile

from courses.models import Attendance
from courses.services.sheets import sheet
from reports.papers.cover import cover
from reports.papers.figures import figures
from reports.papers.online import attendance_paper
from reports.rules.gaps import gaps_of
from reports.services.dossier import Dossier

STEPS = 4  # in which a seminar is packed
Tick = Callable[[], None]


def pack(into: ZipFile, dossier: Dossier, *, folder: str = "", at: datetime, tick: Tick) -> None:
    """Write everything of the seminar below `folder`; `tick` is called after each step."""
    seminar = dossier.seminar
    scans = list(seminar.signed_lists.order_by("added_at", "pk"))
    receipts = list(_receipts(dossier.vouchers))
    names = list(_enclosed(dossier, scans, receipts))
    paper = cover(dossier, gaps=gaps_of(dossier), enclosed=names, at=at)
    put(into, f"{folder}01-Verwendungsnachweis.pdf", paper, at)
    tick()
    put(into, f"{folder}02-Teilnehmendenliste.pdf", sheet(seminar=seminar, now=at), at)
    for place, scan in enumerate(scans, start=1):
        put_file(into, f"{folder}03-Unterschriften/{place}-{safe(scan.name)}", scan.file, at)
    tick()
    if dossier.online or dossier.seen_online:
        evidence = attendance_paper(dossier, list(_records(seminar)), at=at)
        put(into, f"{folder}04-Anwesenheit.pdf", evidence, at)
    tick()
    put(into, f"{folder}05-Zahlen.xlsx", figures(dossier), at)
    for name, file in receipts:
        put_file(into, f"{folder}06-Belege/{name}", file, at)
    tick()


def _enclosed(dossier, scans, receipts) -> Iterator[str]:
    """What the cover says comes with it."""
    yield "02-Teilnehmendenliste.pdf: Liste zum Unterschreiben in der Vorlage des Zuwendungsgebers"
    if scans:
        yield f"03-Unterschriften: unterschriebene Listen ({len(scans)})"
    if dossier.online or dossier.seen_online:
        yield "04-Anwesenheit.pdf: Anwesenheit je Termin in Minuten"
    yield "05-Zahlen.xlsx: Teilnehmertage, Statistik, Kosten und Belege als Tabellen"
    if receipts:
        yield f"06-Belege: Belege ({len(receipts)})"


def _records(seminar):
    """Session, name, minutes and source of every record, by session and name."""
    rows = Attendance.objects.filter(session__seminar=seminar)
    rows = rows.filter(enrolment__in=seminar.enrolments.taking_part())
    order = ("session__starts_at", "enrolment__person__last_name", "enrolment__person__first_name")
    for row in rows.select_related("enrolment__person").order_by(*order, "pk"):
        person = row.enrolment.person
        name = f"{person.last_name}, {person.first_name}".rstrip(", ")
        yield row.session_id, name, row.minutes, row.get_source_display()


def _receipts(vouchers) -> Iterator[tuple[str, FieldFile]]:
    """The files of all that count, by the number of their voucher; tickets come with a claim."""
    for voucher in vouchers:
        if voucher.struck_at:
            continue
        if voucher.file:
            yield f"{voucher.number:03}-{safe(voucher.filename)}", voucher.file
        if hasattr(voucher, "claim"):
            for place, receipt in enumerate(voucher.claim.receipts.all(), start=1):
                yield f"{voucher.number:03}-{place}-{safe(receipt.filename)}", receipt.file


def safe(name: str) -> str:
    """A name from elsewhere as one part of a path, whatever stands in it."""
    return PurePath(name.replace("\\", "/")).name or "Datei"


def put(into: ZipFile, name: str, content: bytes, at: datetime) -> None:
    """Dated as the whole is."""
    into.writestr(_entry(name, at), content, ZIP_DEFLATED)


def put_file(into: ZipFile, name: str, file: FieldFile, at: datetime) -> None:
    """Scans and PDFs are packed already."""
    with file.open() as opened:
        into.writestr(_entry(name, at), opened.read(), ZIP_STORED)


def _entry(name, at):
    return ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
