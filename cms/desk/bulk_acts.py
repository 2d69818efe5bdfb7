"""What the desk does to many people of a seminar at once, whichever app knows how."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.utils.translation import gettext_lazy

from certificates.services import issuing as certificates
from cms.desk.enrolment_forms import RebookForm
from courses.kinds import BatchKind
from courses.services import batches
from courses.states import SETTLED, SeminarState

MESSAGE = "message"  # leads to the page where messages are written
EXPORT = "export"  # answers with a file


class BulkForm(forms.Form):
    """Asks nothing but whether it shall be done; some ask with facts of the seminar."""

    def __init__(self, data, **_facts):
        super().__init__(data)


class ReasonForm(BulkForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class NeedsReasonForm(ReasonForm):
    def __init__(self, data, **facts):
        super().__init__(data, **facts)
        self.fields["reason"].required = True


@dataclass(frozen=True)
class BulkAct:
    """`prospects` says what would become of each; `to_a_date`: once the date is chosen."""

    label: str
    consequence: str
    prospects: Callable
    form_class: type = BulkForm
    task: str = batches.CARRY_OUT
    grave: bool = False
    to_a_date: bool = False


def _issuable(chosen, *, seminar, now):  # noqa: ARG001 – each enrolment knows its seminar
    return certificates.prospects(chosen, now=now)


ACTS = {
    BatchKind.CONFIRM: BulkAct(
        gettext_lazy("Confirm"),
        gettext_lazy("The office approves or accepts for them; they are told."),
        partial(batches.prospects, BatchKind.CONFIRM),
        ReasonForm,
    ),
    BatchKind.REBOOK: BulkAct(
        gettext_lazy("Rebook to another date"),
        gettext_lazy("Each keeps the seat here until the one there is certain."),
        partial(batches.prospects, BatchKind.REBOOK),
        RebookForm,
        to_a_date=True,
    ),
    BatchKind.CANCEL: BulkAct(
        gettext_lazy("Cancel with a reason"),
        gettext_lazy("Their seats go to the next ones; they read the reason."),
        partial(batches.prospects, BatchKind.CANCEL),
        NeedsReasonForm,
        grave=True,
    ),
    BatchKind.CERTIFY: BulkAct(
        gettext_lazy("Issue certificates"),
        gettext_lazy("Each gets theirs by e-mail; nobody gets a second one."),
        _issuable,
        task=certificates.CARRY_OUT,
    ),
}


def offered(seminar):
    """What can be chosen below the table, as things are: its value and what the button says."""
    yield MESSAGE, gettext_lazy("Write a message")
    for kind, act in ACTS.items():
        if _makes_sense(kind, seminar.state):
            yield kind, act.label
    yield EXPORT, gettext_lazy("Export as Excel")


def _makes_sense(kind, state):
    if kind == BatchKind.CERTIFY:
        return state in (SeminarState.HELD, SeminarState.CLOSED)
    return state not in SETTLED
