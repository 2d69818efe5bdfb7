import unicodedata

from allauth.account.forms import (
    ChangePasswordForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    SignupForm,
    default_token_generator,
)
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from fortbildung.shared.letters import validate_printable
from organisations import drafts
from organisations.models import BarrierReport, Programme, User
from organisations.rules import may_stand_in, no_such_deputy, programmes_at
from organisations.states import EmploymentFunction, RoleKind, TokenScope

# Said by allauth's forms; its own German is too familiar.
gettext_noop("You must type the same password each time.")


class NameField(forms.CharField):
    """A name in one spelling per letter, printable on a certificate."""

    default_validators = [validate_printable]

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value))


class NameForm(forms.ModelForm):
    first_name = NameField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        help_text=_("As it shall stand on your certificates."),
    )
    last_name = NameField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name"]


class OwnPasswordForm(ChangePasswordForm):
    """The way to a new password stands below the button, not between label and field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class ResetForm(ResetPasswordForm):
    def save(self, request, **kwargs):
        """As much work where nobody has the address: a key that leads nowhere is made."""
        if not self.users:
            default_token_generator.make_token(User(pk=0))
        return super().save(request, **kwargs)


class CodeForm(RequestLoginCodeForm):
    def clean_email(self):
        """Where nobody has confirmed the address, a second look is taken; so it is for others."""
        email = super().clean_email()
        if self._user:
            User.objects.filter(email=email).first()
        return email


class ChoicesForm(forms.ModelForm):
    """The digest is offered to those who could get one."""

    class Meta:
        model = User
        fields = ["language", "wants_reminders", "wants_digest"]
        labels = {
            "language": _("Language of pages and mails"),
            "wants_reminders": _(
                "Remind me a week and a day before a seminar, and of feedback after it"
            ),
            "wants_digest": _("Once a day, tell me what is new in my team"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = self.fields["language"]
        languages.choices = [("", _("as in my browser")), *languages.choices[1:]]
        if not self.instance.roles.of_kind(RoleKind.MANAGER).exists():
            del self.fields["wants_digest"]


class BarrierForm(forms.ModelForm):
    """Whoever writes need not say who they are."""

    class Meta:
        model = BarrierReport
        fields = ["description", "page", "name", "email"]
        labels = {
            "description": _("What got in your way?"),
            "page": _("On which page?"),
            "name": _("Your name"),
            "email": _("Your e-mail address"),
        }
        help_texts = {
            "description": _(
                "For example: what you wanted to do, what happened, and with what you read the "
                "page (screen reader, magnifier, keyboard)."
            ),
            "page": _("Its title or its address."),
            "email": _("So that we can ask and answer. Used for nothing else."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EmploymentForm(forms.Form):
    """What one does at `place`, which was chosen on the page before."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme you work in"), empty_label=None
    )
    function = forms.ChoiceField(label=_("Your function"), choices=EmploymentFunction.choices)
    volunteer = forms.BooleanField(
        label=_("I work there as a volunteer"),
        required=False,
        help_text=_("Funders ask for it on the list that participants sign."),
    )
    starts = DayField(
        label=_("There since"),
        help_text=_("The day your work in this programme began or will begin."),
    )

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes_at(place)


class SignUpForm(EmploymentForm, SignupForm):
    """Allauth's form, the person's name, and where they work."""

    first_name = NameForm.base_fields["first_name"]
    last_name = NameForm.base_fields["last_name"]

    field_order = [
        "first_name",
        "last_name",
        "email",
        "password1",
        "password2",
        "programme",
        "function",
        "volunteer",
        "starts",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Your own address at work. You log in with it and get all messages there."
        )
        for name in ("email", "password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder")


class InvitedForm(SignupForm):
    """Who was invited registers with the address of the invitation, and no other."""

    first_name = NameForm.base_fields["first_name"]
    last_name = NameForm.base_fields["last_name"]

    field_order = ["first_name", "last_name", "email", "password1", "password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = _("You log in with it and get all messages there.")
        for name in ("email", "password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class JoinForm(EmploymentForm, SocialSignupForm):
    """For who comes from an association's log-in: it has told the address already."""

    first_name = NameForm.base_fields["first_name"]
    last_name = NameForm.base_fields["last_name"]

    field_order = ["first_name", "last_name", "email", *EmploymentForm.base_fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].widget.attrs.pop("placeholder")


class FindSignOnForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it in the mail about your decision."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndForm(forms.Form):
    last_day = DayField(
        label=_("Last day"),
        help_text=_("From the day after on, the person does not belong to your team any more."),
    )


class DeputyForm(forms.Form):
    """By address: a list to choose from would be too long for who manages an association."""

    deputy = forms.EmailField(
        label=_("E-mail of the deputy"),
        help_text=_("Of somebody in your team or of another manager of your association."),
    )
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))

    def __init__(self, *args, manager, **kwargs):
        super().__init__(*args, **kwargs)
        self.manager = manager

    def clean_deputy(self):
        """The person with this address; a stranger is told of like nobody, at the same place."""
        manager, today = self.manager, timezone.localdate()
        address = self.cleaned_data["deputy"].lower()
        person = User.objects.filter(email=address, is_active=True).first()
        known = person == manager or (
            person and may_stand_in(manager=manager, deputy=person, on=today)
        )
        if not known:
            raise forms.ValidationError(no_such_deputy())
        return person


class TokenForm(forms.Form):
    """What a new key to the API is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        validators=[validate_printable],
        help_text=_("A name by which you will know it again, such as “Personnel system”."),
    )
    scope = forms.TypedChoiceField(
        label=_("What may it do?"),
        choices=TokenScope.choices,
        coerce=TokenScope,
        help_text=_("Choose “read and write” only where it shall book and cancel for you."),
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        coerce=int,
        initial=90,
    )


class StaffListForm(forms.Form):
    file = forms.FileField(
        label=_("Staff list (CSV or XLSX)"),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        help_text=_("At most 1 megabyte. First you see what would happen; nothing is saved yet."),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > drafts.LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 1 megabyte. Save the list without pictures.")
            )
        return upload
