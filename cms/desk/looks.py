"""How the pages of a central office look; kept by the office or the national coordination."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import PlannersOnly, Trail, offices_of
from cms.pictures import as_logo
from organisations.colours import AT_NIGHT, BY_DAY, least_contrast, nearest_readable
from organisations.models import CentralOffice
from organisations.rules import reasons_against_accent
from organisations.services.looks import set_look
from organisations.states import RoleKind

ALL = ("desk_looks:index", gettext_lazy("Colours and logos"))
LOGO_LIMIT = 2 * 1024 * 1024  # bytes
SURFACES = {"accent": BY_DAY, "accent_at_night": AT_NIGHT}


def offices_to_dress(user):
    """The own offices; for the national coordination all."""
    if user.roles.filter(kind=RoleKind.COORDINATION).exists():
        return CentralOffice.objects.order_by("name")
    return offices_of(user)


class LookForm(forms.ModelForm):
    logo = forms.ImageField(
        label=gettext_lazy("logo"),
        required=False,
        help_text=gettext_lazy(
            "PNG, JPEG or WebP, best with a transparent background. It stands on white and is at "
            "most 48 pixels high."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("remove the logo"), required=False)

    class Meta:
        model = CentralOffice
        fields = ["accent", "accent_at_night"]
        help_texts = {
            "accent": gettext_lazy(
                "For links and buttons, like #1a5fb4. Left empty, the pages look like the house."
            ),
            "accent_at_night": gettext_lazy(
                "For whoever has chosen a dark screen. Left empty, it is derived from the other."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = {}
        for name in SURFACES:
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        if not self.instance.logo:
            del self.fields["no_logo"]

    def clean_accent(self):
        return self._colour("accent")

    def clean_accent_at_night(self):
        return self._colour("accent_at_night")

    def _colour(self, name):
        """Small letters; what cannot be read is refused, the nearest that can is proposed."""
        colour = self.cleaned_data[name].lower()
        self.fields[name].run_validators(colour)
        if colour and (reasons := list(reasons_against_accent(colour, SURFACES[name]))):
            self.proposals[name] = nearest_readable(colour, SURFACES[name])
            raise ValidationError(reasons)
        return colour

    def clean_logo(self):
        file = self.cleaned_data["logo"]
        if not file:
            return None
        width, height = file.image.size
        if file.size > LOGO_LIMIT or width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise ValidationError(_("The file is too large. Choose one of 2 MB at most."))
        return as_logo(file)

    def asked_logo(self):
        """The new one, b"" for none any more, None for the one there is."""
        return b"" if self.cleaned_data.get("no_logo") else self.cleaned_data["logo"]


class Looks(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/looks.html"
    page_title = gettext_lazy("Colours and logos")
    header_icon = "image"

    def get_context_data(self, **kwargs):
        offices = offices_to_dress(self.request.user)
        return super().get_context_data(rows=offices, **kwargs)


class EditLook(PlannersOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """Colours and logo of one office, with samples as they stand now."""

    template_name = "cms/desk/look_form.html"
    form_class = LookForm
    header_icon = "image"
    trail = (ALL,)

    @cached_property
    def office(self):
        return get_object_or_404(offices_to_dress(self.request.user), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return _("Look of %(office)s") % {"office": self.office.short_name}

    def get_form_kwargs(self):
        # A copy of its own: what is only typed does not show as if it were kept.
        instance = CentralOffice.objects.get(pk=self.office.pk)
        return super().get_form_kwargs() | {"instance": instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(office=self.office, samples=samples(self.office), **kwargs)

    def form_valid(self, form):
        colours = {name: form.cleaned_data[name] for name in SURFACES}
        set_look(office=self.office, logo=form.asked_logo(), **colours)
        messages.success(self.request, _("The look is saved and shown from now on."))
        return redirect("desk_looks:edit", pk=self.office.pk)


def samples(office):
    """The office's colours on the surfaces they stand on."""
    if not office.accent:
        return []
    shown = [(office.accent, BY_DAY), (office.accent_shown_at_night, AT_NIGHT)]
    return [
        {
            "colour": colour,
            "surface": surfaces[0],
            "tint": surfaces[1],
            "contrast": least_contrast(colour, surfaces),
        }
        for colour, surfaces in shown
    ]
