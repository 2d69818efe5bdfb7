"""What the coordination enters about an association's log-in."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Organisation, SignOn
from organisations.services.saml_metadata import read_metadata

DECLARED = ["vouches_for_addresses", "confirms_employments", "checks_second_factor", "active"]
LOOPBACK = {"127.0.0.1", "localhost"}


class SignOnForm(forms.ModelForm):
    """What both protocols share; `domains` one in a line."""

    domains = forms.CharField(
        label=gettext_lazy("Mail domains"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "What stands behind the @, one in a line. Other addresses are refused."
        ),
    )

    class Meta:
        model = SignOn
        fields = ["association", "name", "slug", *DECLARED]
        help_texts = {
            "vouches_for_addresses": gettext_lazy(
                "Only with the association’s word in writing: its log-in never sends an address "
                "that somebody could have chosen freely. Needed where the log-in does not say of "
                "each address that it is confirmed (SAML, Entra ID)."
            ),
            "confirms_employments": gettext_lazy(
                "Whoever is new may book at once; no manager of the site is asked."
            ),
            "checks_second_factor": gettext_lazy(
                "Offices and coordination who come through it need none here. Only with the "
                "association’s word in writing."
            ),
            "active": gettext_lazy("Only while this is ticked does anybody come in through it."),
        }

    field_order = ["association", "name", "slug", "domains"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = Organisation.objects.associations()
        if self.instance.pk:
            del self.fields["slug"]  # the association has entered it on its side
            names = self.instance.domains.order_by("name").values_list("name", flat=True)
            self.fields["domains"].initial = "\n".join(names)

    def clean_domains(self):
        return self.cleaned_data["domains"].lower().split()

    @property
    def new_secret(self):
        return self.cleaned_data.get("new_secret", "")

    def _get_validation_exclusions(self):
        """Completeness is asked by the service, which knows the secret."""
        return super()._get_validation_exclusions() | {"secret"}

    def validate_constraints(self):
        pass


class OidcForm(SignOnForm):
    new_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    class Meta(SignOnForm.Meta):
        fields = ["association", "name", "slug", "issuer", "client_id", *DECLARED]
        help_texts = SignOnForm.Meta.help_texts | {
            "issuer": gettext_lazy(
                "The address below which “/.well-known/openid-configuration” answers."
            ),
        }

    field_order = [*SignOnForm.field_order, "issuer", "client_id", "new_secret"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issuer"].required = self.fields["client_id"].required = True
        secret = self.fields["new_secret"]
        secret.required = not self.instance.pk
        secret.help_text = (
            _("It is kept encrypted and never shown. Leave this empty to keep the present one.")
            if self.instance.pk
            else _("It is kept encrypted and never shown again.")
        )

    def clean_issuer(self):
        issuer = self.cleaned_data["issuer"].strip()
        parts = urlsplit(issuer)
        here = settings.SIGN_ON_ON_THIS_MACHINE and parts.hostname in LOOPBACK
        if not parts.hostname or (parts.scheme != "https" and not here):
            raise ValidationError(_("Enter an address that begins with “https://”."))
        return issuer


class SamlForm(SignOnForm):
    metadata = forms.CharField(
        label=gettext_lazy("Metadata"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    field_order = [*SignOnForm.field_order, "metadata"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        metadata = self.fields["metadata"]
        metadata.required = not self.instance.pk
        metadata.help_text = (
            _("Only to replace what is known: a new certificate, another address.")
            if self.instance.pk
            else _("The XML file that the association’s log-in describes itself with.")
        )

    def clean_metadata(self):
        if text := self.cleaned_data["metadata"]:
            for name, value in read_metadata(text=text).items():
                setattr(self.instance, name, value)
        return text
