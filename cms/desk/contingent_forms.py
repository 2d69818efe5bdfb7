"""Forms about seat contingents: a row for each, and what goes from one to another."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.desk.forms import MomentInput
from cms.desk.rows import Rows
from courses.services.contingents import Promise
from organisations.models import Organisation
from organisations.states import OrganisationKind

RESERVE = "reserve"
EVERYBODY = "everybody"
MAY_OWN = [
    OrganisationKind.ASSOCIATION,
    OrganisationKind.REGIONAL_ASSOCIATION,
    OrganisationKind.PROVIDER,
]
INDENT = "\N{NO-BREAK SPACE}" * 4
EXTRA_ROWS = 2


class Owners:
    """Who may be promised seats of a seminar, as choices of a form; read once for all rows."""

    def __init__(self, seminar):
        self.office = seminar.central_office
        nodes = Organisation.objects.filter(kind__in=MAY_OWN)
        self.nodes = {str(node.pk): node for node in nodes}

    def __getitem__(self, key):
        return self.office if key == RESERVE else self.nodes[key]

    def key_of(self, owner):
        return str(owner.pk) if isinstance(owner, Organisation) else RESERVE

    def choices(self):
        """The reserve, then the tree, each association with those below it."""
        reserve = gettext("Central reserve of %(office)s") % {"office": self.office.short_name}
        return [("", "–"), (RESERVE, reserve), *self.nodes_in_order()]

    def nodes_in_order(self):
        return [
            (key, f"{INDENT * (node.depth - 1)}{node.name}") for key, node in self.nodes.items()
        ]


class ContingentForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose"), required=False)
    reserved = forms.IntegerField(label=_("Reserved"), min_value=0, required=False)
    limit = forms.IntegerField(label=_("At most"), min_value=0, required=False)
    release_at = forms.DateTimeField(label=_("Released on"), required=False, widget=MomentInput)

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = owners
        self.fields["owner"].choices = owners.choices()

    def numbers(self):
        return [self[name] for name in ("reserved", "limit", "release_at")]

    def clean(self):
        facts = self.cleaned_data
        reserved, limit = facts.get("reserved") or 0, facts.get("limit")
        if not facts.get("owner") and "owner" not in self.errors and (reserved or limit):
            self.add_error("owner", _("Choose whose seats these are."))
        if limit is not None and reserved > limit:
            self.add_error("limit", _("More seats are reserved than may be used at most."))

    def promises_more(self):
        """Whether more seats are kept by it than before, also because they are released later."""
        facts, before = self.cleaned_data, getattr(self, "standing", None)
        reserved = facts.get("reserved") or 0
        if before is None:
            return reserved > 0
        stored = before.contingent
        later = facts["release_at"] != stored.release_at and reserved > before.reserved
        return later or reserved > stored.reserved

    def promise(self):
        facts = self.cleaned_data
        return Promise(
            owner=self.owners[facts["owner"]],
            reserved=facts["reserved"] or 0,
            limit=facts["limit"],
            release_at=facts["release_at"],
        )


class Contingents(Rows):
    once = "owner"
    twice = _("The same organisation stands in two rows. Keep one of them.")

    def promises(self):
        """What the seminar's contingents shall be; rows without an owner are left out."""
        return [form.promise() for form in self.kept if form.cleaned_data.get("owner")]


ContingentFormSet = forms.formset_factory(
    ContingentForm, formset=Contingents, extra=EXTRA_ROWS, can_delete=True
)


class ContingentsForm(forms.Form):
    """All contingents of a seminar as `rows`, and why they change. Only a ticked row goes."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, data, *, owners, plan, public):
        super().__init__(data)
        self.fields["reason"].required = public
        self.standings = {owners.key_of(row.contingent.owner): row for row in plan.rows}
        self.rows = ContingentFormSet(
            data,
            prefix="rows",
            initial=[_facts(key, row.contingent) for key, row in self.standings.items()],
            form_kwargs={"owners": owners},
        )
        for row in self.rows:
            row.standing = self.standings.get(row["owner"].value())

    def is_valid(self):
        if not all([super().is_valid(), self.rows.is_valid()]):
            return False
        self.cleaned_data["promises"] = [*self.rows.promises(), *self._unmentioned()]
        return True

    def blame(self, refusal):
        """Say at the numbers that were raised why they cannot be; else above the table."""
        raised = [row for row in self.rows.kept if row.promises_more()]
        for row in raised:
            row.add_error("reserved", refusal.messages)
        if not raised:
            self.add_error(None, refusal.messages)

    def _unmentioned(self):
        """What somebody else has promised meanwhile stays."""
        mentioned = {row["owner"].value() for row in self.rows}
        for key, row in self.standings.items():
            if key not in mentioned:
                names = ("owner", "reserved", "limit", "release_at")
                yield Promise(**{name: getattr(row.contingent, name) for name in names})


def _facts(key, contingent):
    names = ("reserved", "limit", "release_at")
    return {"owner": key, **{name: getattr(contingent, name) for name in names}}


class HandOnForm(forms.Form):
    """From whom, to everybody or to one node, how many seats, and why."""

    giver = forms.ChoiceField(label=_("Seats of"))
    to = forms.ChoiceField(label=_("To whom"))
    seats = forms.IntegerField(label=_("How many seats"), min_value=1)
    # Short, because the history names the other side in the same text.
    reason = forms.CharField(label=_("Reason"), max_length=90, required=False)

    def __init__(self, data, *, owners, plan, public, giver=""):
        standings = {str(row.contingent.pk): row for row in plan.rows}
        chosen = standings.get(giver)
        initial = {"giver": giver, "seats": (chosen and chosen.open) or None}
        super().__init__(data, prefix="on", initial=initial)
        self.fields["reason"].required = public
        self.owners, self.standings = owners, standings
        self.possible = any(row.open for row in plan.rows)
        names = [(key, _open_of(row)) for key, row in standings.items() if row.open]
        self.fields["giver"].choices = [("", "–"), *names]
        everybody = (EVERYBODY, gettext("everybody: the seats are free at once"))
        self.fields["to"].choices = [("", "–"), everybody, *owners.nodes_in_order()]

    def clean_giver(self):
        return self.standings[self.cleaned_data["giver"]].contingent

    def clean_to(self):
        to = self.cleaned_data["to"]
        return None if to == EVERYBODY else self.owners[to]

    def clean(self):
        giver, to = self.cleaned_data.get("giver"), self.cleaned_data.get("to")
        if giver and to and giver.owner == to:
            self.add_error("to", _("Choose somebody else: these seats are theirs."))


def _open_of(row):
    text = gettext("%(owner)s (%(open)s still open)")
    return text % {"owner": row.contingent.owner, "open": row.open}
