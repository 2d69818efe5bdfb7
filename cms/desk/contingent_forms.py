"""Forms about seat contingents: a row for each, and what goes from one to another."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.desk.forms import MomentInput
from courses.services.contingents import Promise
from organisations.models import Organisation
from organisations.states import OrganisationKind

RESERVE = "reserve"
MAY_OWN = [
    OrganisationKind.ASSOCIATION,
    OrganisationKind.REGIONAL_ASSOCIATION,
    OrganisationKind.PROVIDER,
]
INDENT = "\N{NO-BREAK SPACE}" * 4
EXTRA_ROWS = 3


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

    def clean(self):
        facts = self.cleaned_data
        reserved, limit = facts.get("reserved") or 0, facts.get("limit")
        if not facts.get("owner") and "owner" not in self.errors and (reserved or limit):
            self.add_error("owner", _("Choose whose seats these are."))
        if limit is not None and reserved > limit:
            self.add_error("limit", _("More seats are reserved than may be used at most."))

    def promise(self):
        facts = self.cleaned_data
        return Promise(
            owner=self.owners[facts["owner"]],
            reserved=facts["reserved"] or 0,
            limit=facts["limit"],
            release_at=facts["release_at"],
        )


class BaseContingentFormSet(forms.BaseFormSet):
    deletion_widget = forms.CheckboxInput

    def clean(self):
        owners = [form.cleaned_data.get("owner") for form in self.staying() if form.is_valid()]
        named = [owner for owner in owners if owner]
        if len(named) != len(set(named)):
            raise ValidationError(_("The same organisation stands in two rows. Keep one of them."))

    def staying(self):
        return [form for form in self.forms if form not in self.deleted_forms]

    def promises(self):
        """What the seminar's contingents shall be; rows without an owner are left out."""
        return [form.promise() for form in self.staying() if form.cleaned_data.get("owner")]


ContingentFormSet = forms.formset_factory(
    ContingentForm, formset=BaseContingentFormSet, extra=EXTRA_ROWS, can_delete=True
)


class ContingentsForm(forms.Form):
    """All contingents of a seminar as `rows`, and why they change."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args, seminar, **kwargs):
        super().__init__(*args, **kwargs)
        owners = Owners(seminar)
        stored = seminar.contingents.select_related("organisation", "central_office")
        in_order = sorted(stored, key=lambda c: (c.organisation and c.organisation.path) or "")
        self.rows = ContingentFormSet(
            self.data if self.is_bound else None,
            prefix="rows",
            initial=[_facts(contingent, owners) for contingent in in_order],
            form_kwargs={"owners": owners},
        )

    def is_valid(self):
        if not all([super().is_valid(), self.rows.is_valid()]):
            return False
        self.cleaned_data["promises"] = self.rows.promises()
        return True


def _facts(contingent, owners):
    names = ("reserved", "limit", "release_at")
    facts = {name: getattr(contingent, name) for name in names}
    return {"owner": owners.key_of(contingent.owner), **facts}


class SeatsForm(forms.Form):
    """So many seats, and why."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1)
    # Short, because the history names the other side in the same text.
    reason = forms.CharField(label=_("Reason"), max_length=90, required=False)


class GiveForm(SeatsForm):
    """To whom; every node but the giver."""

    to = forms.ChoiceField(label=_("To whom"))

    field_order = ["to", "seats", "reason"]

    def __init__(self, *args, seminar, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = Owners(seminar)
        mine = self.owners.key_of(giver)
        others = [choice for choice in self.owners.nodes_in_order() if choice[0] != mine]
        self.fields["to"].choices = [("", "–"), *others]

    def clean_to(self):
        return self.owners[self.cleaned_data["to"]]
