"""The office's venues: where they are, who can get in, which rooms they have, when in use."""

from django import forms
from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.desk.acting import Act
from cms.desk.registers import Heading, NarrowForm, Register, limit_office
from cms.desk.rights import INDEX, OfficeOnly, Trail
from courses.kinds import Known
from courses.models import Session, Venue, VenueRoom
from courses.models.venues import ACCESS
from courses.services.registers import save_venue
from organisations.models import State

LIST = "desk_seminars:venues"
EXTRA_ROWS = 3
SHOWN = 30  # sessions to come


class NarrowVenues(NarrowForm):
    land = forms.ModelChoiceField(
        State.objects.order_by("name"),
        label=gettext_lazy("Land"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    persons = forms.IntegerField(
        label=gettext_lazy("room for at least"), required=False, min_value=1
    )
    step_free = forms.BooleanField(label=gettext_lazy("step-free"), required=False)
    hearing_loop = forms.BooleanField(label=gettext_lazy("hearing loop"), required=False)

    field_order = ["q", "land", "persons", "step_free", "hearing_loop", "retired"]


class VenueList(Register):
    template_name = "cms/desk/venues.html"
    form_class = NarrowVenues
    context_object_name = "venues"
    page_title = gettext_lazy("Venues")
    header_icon = "home"
    add_url, add_label = "desk_seminars:new_venue", gettext_lazy("New venue")
    add_first = gettext_lazy("Add the first venue")
    nothing = gettext_lazy(
        "Your office has no venue yet. With a venue, place and Land of a seminar are filled in, "
        "its rooms cannot be booked twice, and you are warned of its public holidays."
    )
    headings = (
        Heading(gettext_lazy("Name"), "name", ("name",)),
        Heading(gettext_lazy("City"), "city", ("city", "name")),
        Heading(gettext_lazy("Land"), "land", ("land__name", "name")),
        Heading(pgettext_lazy("of a venue", "Rooms"), "rooms", ("room_count",)),
        Heading(gettext_lazy("Largest room"), "persons", ("largest",)),
        Heading(gettext_lazy("Accessible")),
    )

    def rows(self):
        counts = {"room_count": Count("rooms"), "largest": Max("rooms__capacity")}
        mine = Venue.objects.of_offices(self.offices).annotate(**counts)
        return mine.select_related("land", "central_office").order_by("name", "pk")

    def narrow(self, rows, facts):
        rows = rows if facts.get("retired") else rows.in_use()
        for word in facts.get("q", "").split():
            found = Q(name__icontains=word) | Q(city__icontains=word) | Q(contact__icontains=word)
            rows = rows.filter(found | Q(pk__in=_with_room(word)))
        if land := facts.get("land"):
            rows = rows.filter(land=land)
        if persons := facts.get("persons"):
            rows = rows.filter(largest__gte=persons)
        for name in ("step_free", "hearing_loop"):
            if facts.get(name):
                rows = rows.filter(**{name: Known.YES})
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for venue in context["venues"]:
            venue.facts = facts_of(venue)
        return context


def _with_room(word):
    return VenueRoom.objects.filter(name__icontains=word).values("venue")


def facts_of(venue):
    """What is known to be there, in words."""
    there = [name for name in ACCESS if getattr(venue, name) == Known.YES]
    return [Venue._meta.get_field(name).verbose_name for name in there]  # noqa: SLF001 – public by habit


class RoomForm(forms.ModelForm):
    class Meta:
        model = VenueRoom
        fields = ["name", "capacity", "step_free", "hearing_loop", "notes"]


RoomFormSet = forms.inlineformset_factory(Venue, VenueRoom, form=RoomForm, extra=EXTRA_ROWS)


class VenueForm(forms.ModelForm):
    """A venue and, as `rows`, its rooms."""

    class Meta:
        model = Venue
        fields = [
            "central_office",
            "name",
            "street",
            "postcode",
            "city",
            "land",
            "contact",
            "email",
            "phone",
            *ACCESS,
            "notes",
            "retired",
        ]
        widgets = {"notes": forms.Textarea({"rows": 4})}

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        limit_office(self, offices)
        self.fields["land"].queryset = State.objects.order_by("name")
        self.rows = RoomFormSet(
            self.data if self.is_bound else None,
            instance=self.instance,
            queryset=VenueRoom.objects.order_by("name"),
            prefix="rows",
        )

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def facts(self):
        return [field for field in self.visible_fields() if field.name not in ACCESS]

    def access(self):
        return [self[name] for name in ACCESS]

    def _get_validation_exclusions(self):
        """That the name is the office's only one is checked with a single office, too."""
        return super()._get_validation_exclusions() - {"central_office"}


class NewVenue(OfficeOnly, Trail, Act):
    template_name = "cms/desk/venue.html"
    form_class = VenueForm
    page_title = gettext_lazy("New venue")
    label = gettext_lazy("Save the venue")
    header_icon = "home"
    trail = ((INDEX, gettext_lazy("Seminars")), (LIST, gettext_lazy("Venues")))
    venue = None

    def get_page_subtitle(self):
        return str(self.venue or self.page_title)

    @property
    def back_url(self):
        return reverse(LIST)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices, "instance": self.venue}

    def get_context_data(self, **kwargs):
        return super().get_context_data(coming=self.coming, **kwargs)

    @cached_property
    def coming(self):
        """When its rooms are taken, the next first."""
        if self.venue is None:
            return []
        taken = Session.objects.filter(venue_room__venue=self.venue, blocks=True)
        taken = taken.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")
        return list(taken.select_related("venue_room", "seminar__course")[:SHOWN])

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – a venue has no time
        rows = self.form.rows
        kept = [row for row in rows.forms if row.has_changed() and row not in rows.deleted_forms]
        return save_venue(
            venue=self.form.instance,
            rooms=[row.instance for row in kept],
            removed=[row.instance for row in rows.deleted_forms if row.instance.pk],
            by=self.request.user,
        )

    def success(self, outcome):
        return _("The venue “%(name)s” is saved.") % {"name": outcome}


class EditVenue(NewVenue):
    page_title = gettext_lazy("Venue")
    consequence = gettext_lazy("Seminars that are planned keep the name they have.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Venue.objects.of_offices(self.offices)
        self.venue = get_object_or_404(mine, pk=kwargs["venue"])
