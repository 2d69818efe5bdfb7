"""Rows of a form: a ticked one goes, an empty one is left out."""

from django import forms


class Rows(forms.BaseFormSet):
    """Of the field `once` no value may stand in two rows; `twice` says so."""

    deletion_widget = forms.CheckboxInput
    once = twice = ""

    def clean(self):
        values = [form.cleaned_data.get(self.once) for form in self.kept if form.is_valid()]
        told = [value for value in values if value is not None]
        if len(told) != len(set(told)):
            raise forms.ValidationError(self.twice)

    @property
    def kept(self):
        return [
            form
            for form in self.forms
            if form not in self.deleted_forms and (form.initial or form.has_changed())
        ]
