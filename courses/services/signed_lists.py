"""Lists signed on paper, kept as evidence: what is taken in, and by whom."""

import hashlib
import io
import re
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from courses.models import Seminar, Session, SignedList
from courses.services.moves import lock
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import User

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
MOST_PIXELS = 120_000_000  # A4 at 1200 dpi


@transacted
def file_list(
    *, seminar: Seminar, session: Session | None, upload: UploadedFile, by: User, now: datetime
) -> SignedList:
    """Keep a scanned list beside those there are. Raises Refused for what is no such scan."""
    content, kind = checked(upload)
    digest = hashlib.sha256(content).hexdigest()
    seminar = lock(seminar)
    if seminar.signed_lists.filter(session=session, digest=digest).exists():
        raise Refused(_("This list is filed already."))
    return SignedList.objects.create(
        seminar=seminar,
        session=session,
        # A name of our own: what people call their files has no business on our disk.
        file=ContentFile(content, f"{seminar.pk}-{digest[:16]}.{ENDINGS[kind]}"),
        name=named(upload.name, kind),
        content_type=kind,
        size=len(content),
        digest=digest,
        added_by=by,
        added_at=now,
    )


@transacted
def delete_list(*, signed: SignedList) -> None:
    """Delete a list that need not be kept any more, and its file once that is certain."""
    file = signed.file
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('fortbildung.erasing', 'lists', true)")
        signed.delete()
        cursor.execute("SELECT set_config('fortbildung.erasing', '', true)")
    transaction.on_commit(partial(file.storage.delete, file.name))


def checked(upload: UploadedFile) -> tuple[bytes, str]:
    """The content and its kind, judged by the content alone. Raises Refused for anything else."""
    limit = settings.SIGNED_LIST_LIMIT
    if upload.size > limit:
        raise Refused(
            _("The file is too large. At most %(limit)s are possible; scan it less finely.")
            % {"limit": filesizeformat(limit)}
        )
    content = upload.read()
    kind = _kind(content)
    if kind is None:
        raise Refused(
            _("The file is neither a PDF nor a picture (JPG, PNG), or it is damaged. Scan it anew.")
        )
    return content, kind


def _kind(content):
    if content.startswith(b"%PDF-"):
        return "application/pdf" if b"%%EOF" in content[-2048:] else None
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.verify()
            return Image.MIME[picture.format]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def named(given: str, kind: str) -> str:
    """The file's name as people know it, with the ending its content has."""
    stem, dot, _ending = given.rpartition(".")
    stem = re.sub(r"[^\w .()-]", "_", stem if dot else given)
    return f"{stem[:150].strip() or 'Liste'}.{ENDINGS[kind]}"
