"""Names leave certificates when nobody has to prove any more who took part."""

from datetime import datetime
from functools import partial

from django.db import transaction

from certificates.models import Certificate
from organisations.models import ErasureRequest


def forget_names(*, now: datetime) -> int:
    """Take erased people out of their certificates; how many. The check still knows each code.

    Pulled: the courses erase names when nobody has to prove any more who took part.
    """
    people = ErasureRequest.objects.filter(name_erased_at__lte=now).values("user")
    named = Certificate.objects.exclude(facts__person__last_name="")
    found = named.filter(enrolment__person__in=people).order_by("pk")
    return sum(_forget_name(pk) for pk in found.values_list("pk", flat=True))


@transaction.atomic
def _forget_name(pk):
    certificate = Certificate.objects.select_for_update().get(pk=pk)
    paper = certificate.pdf.name
    certificate.facts["person"] = {"first_name": "", "last_name": ""}
    certificate.pdf, certificate.credential, certificate.end_reason = "", None, ""
    certificate.save(update_fields=["facts", "pdf", "credential", "end_reason"])
    if paper:
        transaction.on_commit(partial(certificate.pdf.storage.delete, paper))
    return True
