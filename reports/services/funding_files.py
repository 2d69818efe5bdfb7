"""Files for the funder, made by the worker with progress; a worker that dies is no loss.

A file is an order first: what is to be done stands in its row, so that it is done again from the
beginning when it was not finished. Whoever finishes first is the one whose file is kept.
"""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from zipfile import ZipFile

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Seminar
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from fortbildung.shared.work import soon
from organisations.models import User
from reports.kinds import PaperKind
from reports.models import FundingFile, Grant
from reports.papers.summary import summary
from reports.rules.gaps import HELD, gaps_of, reasons_not_to_pack
from reports.services.dossier import Dossier, dossier_of
from reports.services.grants import refuse_strangers
from reports.services.keeping import keep_until
from reports.services.packing import STEPS, pack, put

CARRY_ON = "reports.tasks.carry_on_files"
IN_MEMORY = 16 * 1024 * 1024
BLOCK = 1024 * 1024
log = logging.getLogger(__name__)


@transacted
def order(*, seminar: Seminar, by: User, now: datetime) -> FundingFile:
    """Have the seminar's file made. While one is being made, it is this one."""
    refuse_strangers(seminar.central_office_id, by)
    dossier = dossier_of(seminar, now=now)
    refuse(reasons_not_to_pack(dossier))
    name = f"Verwendungsnachweis-{seminar.number}.zip"
    facts = {"seminar": seminar, "filename": name, "total": STEPS}
    return _order(dossier.grant, facts, by=by, now=now)


@transacted
def order_year(*, grant: Grant, year: int, by: User, now: datetime) -> FundingFile:
    """Have a collection made over all seminars of the grant that began in that year."""
    refuse_strangers(grant.central_office_id, by)
    total = len(seminars_of(grant, year)) * STEPS
    if not total:
        raise Refused(_("No seminar of this grant was held in %(year)s.") % {"year": year})
    name = f"Verwendungsnachweis-{year}-{grant.pk}.zip"
    facts = {"year": year, "filename": name, "total": total + 1}
    return _order(grant, facts, by=by, now=now)


def _order(grant, facts, *, by, now):
    try:
        with transaction.atomic():
            file = FundingFile.objects.create(grant=grant, by=by, asked_at=now, **facts)
    except IntegrityError:
        same = {"seminar": facts.get("seminar"), "year": facts.get("year")}
        return FundingFile.objects.unfinished().get(grant=grant, **same)
    soon(CARRY_ON)
    return file


def seminars_of(grant: Grant, year: int) -> list[Seminar]:
    """Held seminars of the grant that began in the year, in their order."""
    rows = Seminar.objects.filter(funding__grant=grant, state__in=HELD).with_dates()
    rows = rows.select_related("course", "central_office", "land").order_by("starts_at", "pk")
    return [row for row in rows if row.starts_at and timezone.localtime(row.starts_at).year == year]


def carry_on(*, now: datetime) -> int:
    """Make every file that is ordered and not there yet; how many were made."""
    waiting = FundingFile.objects.unfinished().order_by("pk")
    return sum(_make(file, now) for file in waiting.select_related("grant__central_office"))


def _make(file, now):
    """Whether it was made here. What nobody foresaw is logged and told; others do not wait."""
    FundingFile.objects.filter(pk=file.pk).update(done=0)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as packed:
        try:
            with ZipFile(packed, "w") as into:
                points = _fill(into, file, now)
        except Exception:
            log.exception("Funding file %s was not made", file.pk)
            return _finish(file, now, failed=_("It could not be made. Tell whoever runs this."))
        size = packed.tell()
        facts = {"open_points": points, "size": size, "digest": _digest(packed)}
        return _finish(file, now, packed, **facts)


def _fill(into, file, now) -> list[str]:
    """Pack what the order asks for; what was still open, in words."""
    at = timezone.localtime(file.asked_at)
    if file.seminar_id:
        rows = Seminar.objects.select_related("course", "central_office", "land")
        dossier = dossier_of(rows.get(pk=file.seminar_id), now=now)
        pack(into, dossier, at=at, tick=_counting(file))
        return [gap.text for gap in gaps_of(dossier)]
    dossiers = list(_packed_in_folders(into, file, at, now))
    paper = summary(file.grant, file.year, dossiers, at=at)
    put(into, f"00-Zusammenstellung-{file.year}.pdf", paper, at)
    return [f"{each.seminar.number}: {gap.text}" for each in dossiers for gap in gaps_of(each)]


def _packed_in_folders(into, file, at, now) -> Iterator[Dossier]:
    for seminar in seminars_of(file.grant, file.year):
        dossier = dossier_of(seminar, now=now)
        pack(into, dossier, folder=f"{seminar.number}/", at=at, tick=_counting(file))
        yield dossier


def _counting(file):
    """Counts a step at once, for whoever watches."""

    def tick():
        FundingFile.objects.filter(pk=file.pk).update(done=F("done") + 1)

    return tick


def _digest(packed):
    packed.seek(0)
    found = hashlib.sha256()
    while block := packed.read(BLOCK):
        found.update(block)
    packed.seek(0)
    return found.hexdigest()


@transacted
def _finish(file, now, packed=None, **facts: object):
    """Keep what was made, unless somebody else was faster; whether there is a file."""
    rows = FundingFile.objects.unfinished().select_for_update(of=["self"])
    if (kept := rows.filter(pk=file.pk).first()) is None:
        return False
    for name, fact in facts.items():
        setattr(kept, name, fact)
    kept.done, kept.finished_at = kept.total, max(now, kept.asked_at)
    if packed is not None:
        kept.keep_until = keep_until(PaperKind.FILE, timezone.localdate(now))
        kept.file.save(kept.filename, File(packed), save=False)
    kept.save()
    return packed is not None
