"""Which list participants sign: of one seminar, and of all the office's."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.acting import Act
from cms.desk.rights import OwnSeminar
from courses.services.sheets import choose_template
from organisations.states import SheetTemplate


class SheetForm(forms.Form):
    template = forms.ChoiceField(
        label=gettext_lazy("Template of this seminar"), required=False, widget=forms.RadioSelect
    )
    also_of_office = forms.BooleanField(
        label=gettext_lazy("Use it for all seminars of the office without one of their own"),
        required=False,
    )

    def __init__(self, *args, of_office, **kwargs):
        super().__init__(*args, **kwargs)
        usual = _("as usual in the office (%(template)s)") % {
            "template": SheetTemplate(of_office).label
        }
        self.fields["template"].choices = [("", usual), *SheetTemplate.choices]

    def clean(self):
        facts = self.cleaned_data
        if facts.get("also_of_office") and not facts.get("template"):
            self.add_error("template", _("Choose the template that is to be used for all."))


class ChooseSheet(OwnSeminar, Act):
    form_class = SheetForm
    page_title = gettext_lazy("Template of the list to sign")
    label = gettext_lazy("Use this template")

    def get_form_kwargs(self):
        office = self.seminar.central_office
        return super().get_form_kwargs() | {"of_office": office.sheet_template}

    def get_initial(self):
        return {"template": self.seminar.sheet_template}

    def about(self):
        yield _(
            "The list goes to the funder with the proof of use. What must stand on it depends on "
            "the funder."
        )

    def act(self, facts, *, now):  # noqa: ARG002 – it is the same at any time
        choose_template(seminar=self.seminar, **facts)

    def success(self, _outcome):
        return _("The template is saved.")
