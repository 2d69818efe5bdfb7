"""Names leave certificates when nobody has to prove any more who took part."""

from datetime import datetime
from functools import partial

from django.db import transaction

from certificates.models import Certificate, Evidence, Exemption, Pause, RecognitionConsent
from certificates.states import EvidenceState
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


def forget_proofs(*, now: datetime) -> int:
    """What need not be kept of accounts given up: leave, exemptions, papers; how many rows.

    What was accepted is kept as long as the name: until then it may have to be proven.
    """
    given_up = ErasureRequest.objects.filter(done_at__lte=now).values("user")
    nameless = ErasureRequest.objects.filter(name_erased_at__lte=now).values("user")
    papers = Evidence.objects.filter(person__in=given_up)
    accepted = Evidence.objects.filter(person__in=nameless)
    count = _forget_papers(papers.exclude(state=EvidenceState.ACCEPTED)) + _forget_papers(accepted)
    for model in (Pause, Exemption):
        count += model.objects.filter(person__in=given_up).delete()[0]
    return count + RecognitionConsent.objects.filter(person__in=nameless).delete()[0]


@transaction.atomic
def _forget_papers(papers):
    found = list(papers.select_for_update(of=["self"]))
    for evidence in found:
        if evidence.file:
            transaction.on_commit(partial(evidence.file.storage.delete, evidence.file.name))
        evidence.delete()
    return len(found)
