"""What a report shows is chosen in a form that lives in the page's address."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.figures.answers import Note

NO_SUCH_CHOICE = _("This selection does not exist. Please choose again.")


def in_words(field, value):
    """A choice as people read it."""
    told = dict(field.choices)[value] if isinstance(value, str) else value
    return Note(str(field.label), str(told))


class ReportForm(forms.Form):
    """Reads an address; what is not said there is as usual.

    `narrowing` names the fields that leave something out, `rare` those few people look for.
    """

    narrowing = ()
    rare = ()

    def __init__(self, parameters, *, reach, now):
        self.reach, self.now = reach, now
        said = {name: value for name, value in parameters.items() if value}
        super().__init__(self.usual() | said)
        self.offer()
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NO_SUCH_CHOICE

    def usual(self):
        """What is chosen where an address says nothing."""
        return {}

    def offer(self):
        """Fill in the choices that depend on who asks."""

    @property
    def usual_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.rare]

    @property
    def rare_fields(self):
        return [field for field in self.visible_fields() if field.name in self.rare]

    @property
    def rare_is_told(self):
        """Whether one of the rare fields says something, or is wrong."""
        return any(field.value() or field.errors for field in self.rare_fields)

    @property
    def this_year(self):
        return timezone.localtime(self.now).year

    def address_of(self, choice):
        """The choice as the parameters of an address; what is left open does not stand there."""
        told = {name: field.prepare_value(choice[name]) for name, field in self.fields.items()}
        return {name: value for name, value in told.items() if value}

    def wider(self):
        """Parameters that leave out less, for who found nothing; None if all was shown."""
        choice = self.cleaned_data
        if any(choice[name] for name in self.narrowing):
            return self.address_of(choice | dict.fromkeys(self.narrowing))
        return None


class YearForm(ReportForm):
    """Of one year: the latest that has begun and has something to show, unless told."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def years(self):
        """The years with something to show, latest first."""
        raise NotImplementedError

    def usual(self):
        self.known = self.years()
        return {"year": self.latest()}

    def latest(self):
        """Plans for next year are there early; what people want to read is the present one."""
        begun = [year for year in self.known if year <= self.this_year]
        return max(begun, default=min(self.known, default=self.this_year))

    def offer(self):
        offered = sorted({*self.known, self.this_year}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in offered]

    def wider(self):
        choice, latest = self.cleaned_data, self.latest()
        if (found := super().wider()) is not None:
            return found
        return self.address_of(choice | {"year": latest}) if latest != choice["year"] else None
