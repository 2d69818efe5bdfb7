"""Mails to participants that did not arrive: what stood in the way, and sending them again.

The text is not shown: it may carry links that are meant for the person alone.
"""

from django.contrib import messages
from django.db.models import F, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import ListView, View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.mail_errors import in_plain_words
from cms.desk.rights import INDEX, OfficeOnly
from courses.mails import about, about_any
from courses.models import Seminar
from fortbildung.shared import mail
from fortbildung.shared.models import OutgoingMail

PAGE = "desk_seminars:undelivered"


def undelivered_to(user):
    """Mails to participants of this person's seminars, given up or failed and tried again."""
    mine = about_any(Seminar.objects.organised_by(user))
    return OutgoingMail.objects.undelivered().filter(about__in=mine)


class Undelivered(OfficeOnly, WagtailAdminTemplateMixin, ListView):
    template_name = "cms/desk/undelivered.html"
    page_title = gettext_lazy("Undelivered e-mails")
    header_icon = "mail"
    paginate_by = 25
    paginator_class = WagtailPaginator
    page_kwarg = "p"
    context_object_name = "mails"

    def get_queryset(self):
        """What was given up comes first, the newest on top; `q` is looked for."""
        self.q = self.request.GET.get("q", "").strip()
        mails = undelivered_to(self.request.user).defer("body", "attachments", "arguments")
        if self.q:
            mails = mails.filter(Q(to__icontains=self.q) | Q(subject__icontains=self.q))
        given_up_first = F("gave_up_at").desc(nulls_last=True)
        return mails.order_by(given_up_first, "-created_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(q=self.q, **kwargs)
        explain(context["mails"], self.request.user)
        page = context["page_obj"]
        return context | {
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "given_up": undelivered_to(self.request.user).exclude(gave_up_at=None).count(),
        }

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse(INDEX), "label": _("Seminars")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.page_title}]


def explain(mails, user):
    """Give each of `mails` its `seminar` and in `trouble` what stood in the way."""
    mine = Seminar.objects.organised_by(user).select_related("course")
    wanted = [int(one.about.rpartition(":")[2]) for one in mails]
    seminars = {about(seminar.pk): seminar for seminar in mine.filter(pk__in=wanted)}
    for one in mails:
        one.seminar, one.trouble = seminars[one.about], in_plain_words(one)


class SendAgain(OfficeOnly, View):
    """One mail starts over."""

    http_method_names = ["post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.mail = get_object_or_404(undelivered_to(request.user), pk=kwargs["pk"])

    def post(self, request, **_kwargs):
        mail.send_again(OutgoingMail.objects.filter(pk=self.mail.pk), now=timezone.now())
        said = _("The e-mail to %(to)s is being sent again.") % {"to": self.mail.to}
        messages.success(request, said)
        return redirect(PAGE)


class SendAllAgain(OfficeOnly, View):
    """Every mail that was given up starts over."""

    http_method_names = ["post"]

    def post(self, request):
        given_up = undelivered_to(request.user).exclude(gave_up_at=None)
        again = mail.send_again(given_up, now=timezone.now())
        text = ngettext(
            "One e-mail is being sent again.", "%(count)s e-mails are being sent again.", again
        )
        messages.success(request, text % {"count": again})
        return redirect(PAGE)
