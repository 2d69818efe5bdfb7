"""Which of the office's speakers need something before they teach, and what."""

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.desk.rights import offices_of
from cms.desk.speaker_list import LIST
from cms.desk.todo_groups import Group, Todo
from courses.models import Speaker
from courses.rules import warnings_of_contract, warnings_of_documents
from courses.states import SeminarState


class PressingSpeakers:
    """The speakers of `user` who are still to teach, read once; each method is one kind of need."""

    def __init__(self, user, now):
        self.speakers = list(_engaged(user, now))

    def contracts(self):
        todos = self._todos(warnings_of_contract)
        title = ngettext("contract to clarify", "contracts to clarify", len(todos))
        return Group("contracts", title, _("Look"), todos, reverse(LIST))

    def papers(self):
        todos = self._todos(warnings_of_documents)
        title = ngettext("speaker’s paper to renew", "speakers’ papers to renew", len(todos))
        return Group("papers", title, _("Look"), todos, reverse(LIST))

    def _todos(self, warnings):
        return [
            Todo(_until(speaker), text, reverse("desk_seminars:speaker", args=[speaker.pk]))
            for speaker in self.speakers
            for text in warnings(speaker=speaker, last_day=_day(speaker))
        ]


def _engaged(user, now):
    """Whoever teaches next comes first; what has been called off is not taught."""
    coming = Q(engagements__parts__ends_at__gt=now)
    coming &= ~Q(engagements__seminar__state=SeminarState.CALLED_OFF)
    mine = Speaker.objects.of_offices(offices_of(user))
    mine = mine.annotate(last_end=Max("engagements__parts__ends_at", filter=coming))
    mine = mine.filter(last_end__isnull=False).prefetch_related("documents")
    return mine.order_by("last_end", "pk")


def _day(speaker):
    return timezone.localdate(speaker.last_end)


def _until(speaker):
    day = date_format(_day(speaker), "SHORT_DATE_FORMAT")
    return _("%(speaker)s, teaches until %(day)s") % {"speaker": speaker, "day": day}
