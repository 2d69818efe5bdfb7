"""The office's register of speakers: who teaches what, and what is missing."""

from django import forms
from django.db.models import Max, Min, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cms.desk.registers import Heading, NarrowForm, Register
from courses.kinds import Contract, SpeakerMode
from courses.models import Speaker, Topic
from courses.rules import warnings_of_contract, warnings_of_documents

LIST = "desk_seminars:speakers"


class NarrowSpeakers(NarrowForm):
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"),
        label=gettext_lazy("Topic"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    mode = forms.ChoiceField(
        choices=[
            ("", gettext_lazy("all")),
            ("in_person", gettext_lazy("in person")),
            ("online", "online"),
        ],
        label=gettext_lazy("Teaches"),
        required=False,
    )
    contract = forms.ChoiceField(
        choices=[("", "–"), *Contract.choices], label=gettext_lazy("engaged as"), required=False
    )

    field_order = ["q", "topic", "mode", "contract", "retired"]


class SpeakerList(Register):
    template_name = "cms/desk/speakers.html"
    form_class = NarrowSpeakers
    context_object_name = "speakers"
    page_title = gettext_lazy("Speakers")
    header_icon = "group"
    add_url, add_label = "desk_seminars:new_speaker", gettext_lazy("New speaker")
    add_first = gettext_lazy("Add the first speaker")
    nothing = gettext_lazy(
        "Your office has no speaker yet. Whoever is in the register can be engaged with a click, "
        "is named in the catalogue and on certificates, and cannot teach in two places at once."
    )
    headings = (
        Heading(gettext_lazy("Name"), "name", ("surname", "name")),
        Heading(gettext_lazy("Topics")),
        Heading(gettext_lazy("Teaches"), "mode", ("mode", "surname")),
        Heading(gettext_lazy("Fee per unit"), "fee", ("fee_per_unit",)),
        Heading(gettext_lazy("Next engagement"), "next", ("next_start",)),
        Heading(gettext_lazy("To be done")),
    )

    def rows(self):
        coming = Q(engagements__parts__blocks=True, engagements__parts__ends_at__gt=timezone.now())
        mine = Speaker.objects.of_offices(self.offices).by_surname()
        mine = mine.annotate(
            next_start=Min("engagements__parts__starts_at", filter=coming),
            last_end=Max("engagements__parts__ends_at", filter=coming),
        )
        topics = Prefetch("topics", Topic.objects.order_by("name"))
        return mine.select_related("central_office").prefetch_related(topics, "documents")

    def narrow(self, rows, facts):
        rows = rows if facts.get("retired") else rows.in_use()
        for word in facts.get("q", "").split():
            found = Q(name__icontains=word) | Q(organisation__icontains=word)
            rows = rows.filter(found | Q(email__icontains=word) | Q(notes__icontains=word))
        if topic := facts.get("topic"):
            rows = rows.filter(pk__in=topic.speakers.all())
        if mode := facts.get("mode"):
            rows = rows.filter(mode__in=[mode, SpeakerMode.BOTH])
        if contract := facts.get("contract"):
            rows = rows.filter(contract=contract)
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for speaker in context["speakers"]:
            last_day = speaker.last_end and timezone.localdate(speaker.last_end)
            speaker.todo = todo_of(speaker, last_day)
        return context


def todo_of(speaker, last_day):
    """What is missing until the last engagement, or today without one."""
    day = last_day or timezone.localdate()
    return [
        *warnings_of_contract(speaker=speaker, last_day=last_day),
        *warnings_of_documents(speaker=speaker, last_day=day),
    ]
