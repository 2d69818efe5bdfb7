"""What should be done now, on the first page of the admin: the most urgent first."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from certificates.services.issuing import owed_any, with_hindrances
from cms.desk import moderation
from cms.desk.pressing import Pressing
from cms.desk.pressing_speakers import PressingSpeakers
from cms.desk.rights import offices_of
from cms.desk.todo_groups import SHOWN, Group, Todo
from cms.desk.undelivered import undelivered_to
from courses.models import CancellationFee, Seminar


def groups_of_office(*, user, now):
    """Whoever waits for an answer comes first, money comes last."""
    seminars, speakers = Pressing(user, now), PressingSpeakers(user, now)
    groups = [
        seminars.approvals(),
        seminars.offers(),
        _mails(user),
        seminars.decisions(),
        seminars.small(),
        seminars.attendance(),
        seminars.closing(),
        _proofs(user, now),
        speakers.contracts(),
        speakers.papers(),
        seminars.queues(),
        moderation.under_way(user),
        _fees(user),
    ]
    return [group for group in groups if group.todos]


def _mails(user):
    count = undelivered_to(user).count()
    title = ngettext("undelivered e-mail", "undelivered e-mails", count)
    url = reverse("desk_seminars:undelivered")
    text = _("They did not reach the people concerned: see why, and send them again.")
    todos = [Todo(_("E-mails to participants"), text, url, count)] if count else []
    return Group("mails", title, _("See why"), todos)


def _proofs(user, now):
    """Who is entitled to a certificate and has none: what stands in the way, or that it follows."""
    owed = owed_any().filter(seminar__in=Seminar.objects.organised_by(user))
    todos = [_proof(enrolment) for enrolment in with_hindrances(owed, now=now, most=SHOWN)]
    count = owed.count() if len(todos) == SHOWN else len(todos)
    title = ngettext("certificate not issued", "certificates not issued", count)
    url = reverse("desk_certificates:index")
    return Group("proofs", title, _("Open"), todos, url, beyond=count - len(todos))


def _proof(enrolment):
    seminar = enrolment.seminar
    what = " ".join(enrolment.hindrances) or _("It is issued within the next minutes.")
    url = reverse("desk_seminars:enrolment", args=[seminar.pk, enrolment.pk])
    return Todo(f"{enrolment.person}, {seminar.number} {seminar.course.title}", what, url)


def _fees(user):
    due = CancellationFee.objects.of_offices_of(user).due()
    found = due.aggregate(count=Count("pk"), amount=Sum("amount"))
    count, url = found["count"], reverse("desk_seminars:fees")
    text = ngettext("One fee is due, %(amount)s €.", "%(count)s fees are due, %(amount)s €.", count)
    facts = {"count": count, "amount": localize(found["amount"])}
    todos = [Todo(_("Cancellation fees"), text % facts, url, count)] if count else []
    title = ngettext("cancellation fee due", "cancellation fees due", count)
    return Group("fees", title, _("Collect or waive"), todos)


class TodoPanel(Component):
    """For those who work for an office, and for those who approve pages; some do both."""

    name = "todo"
    template_name = "cms/desk/todo.html"
    order = 50

    class Media:
        css = {"all": ["css/desk.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        at_office = offices_of(user).exists()
        to_moderate = moderation.to_moderate(user)
        groups = [to_moderate] if to_moderate.todos else []
        if at_office:
            groups += groups_of_office(user=user, now=timezone.now())
        return {"groups": groups, "at_office": at_office}
