"""Writing to the people of a seminar: compose, look at it, send; then see what became of it."""

from django.conf import settings
from django.contrib import messages as notices
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.acting import Act
from cms.desk.message_forms import MessageForm, placeholders
from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.roster import RosterMixin
from courses import mails
from courses.models import Message, MessageTemplate
from courses.services import messages
from courses.services.message_log import counted, log_of, with_fate
from courses.states import MessageState

PER_PAGE = 100
CHANGEABLE = [MessageState.DRAFT, MessageState.HELD_BACK]


class MessagesOfSeminar(OwnSeminar):
    """Breadcrumbs and addresses that the pages on messages share."""

    header_icon = "mail"

    def address(self, name, *args):
        return reverse(f"desk_seminars:{name}", args=[self.seminar.pk, *args])


class MessageList(MessagesOfSeminar, WagtailAdminTemplateMixin, TemplateView):
    """The log of the seminar: who wrote when, what, to how many, and what arrived."""

    template_name = "cms/desk/messages.html"
    page_title = gettext_lazy("Messages")

    def get_context_data(self, **kwargs):
        page = page_of(log_of(self.seminar), self.request, "seite")
        counted(page.object_list)
        return super().get_context_data(seminar=self.seminar, page=page, **kwargs)

    @property
    def header_buttons(self):
        url = self.address("new_message")
        templates = reverse("desk_seminars:message_templates")
        return [
            HeaderButton(_("Write a message"), url=url, icon_name="plus"),
            HeaderButton(_("Templates"), url=templates, icon_name="copy"),
        ]


class NewMessage(RosterMixin, MessagesOfSeminar, Act):
    """Begins with the template (`vorlage`) and the people the address asks for.

    They are chosen in the table of people: this is its address, with who is ticked there.
    """

    template_name = "cms/desk/message_form.html"
    form_class = MessageForm
    page_title = gettext_lazy("Write a message")
    label = gettext_lazy("Look at it before it is sent")
    consequence = gettext_lazy("Nobody gets anything yet.")
    message = None

    @property
    def back_url(self):
        return self.address("message", self.message.pk) if self.message else self.list_url

    @property
    def list_url(self):
        return self.address("messages")

    @cached_property
    def templates(self):
        mine = MessageTemplate.objects.filter(central_office=self.seminar.central_office_id)
        return list(mine.order_by("name"))

    def get_initial(self):
        wanted = self.request.GET.get("vorlage", "")
        template = next((each for each in self.templates if str(each.pk) == wanted), None)
        text = {"subject": template.subject, "body": template.body} if template else {}
        return text | {"people": [enrolment.pk for enrolment in self.from_table[0]]}

    @cached_property
    def from_table(self):
        """Those chosen in the table who can be written to, and those who cannot."""
        if not {"all", "enrolment"} & self.request.GET.keys():
            return [], []
        reached = set(messages.reachable(self.seminar).values_list("pk", flat=True))
        chosen = list(self.chosen(self.request.GET))
        return (
            [enrolment for enrolment in chosen if enrolment.pk in reached],
            [enrolment for enrolment in chosen if enrolment.pk not in reached],
        )

    def about(self):
        if unreached := self.from_table[1]:
            text = ngettext(
                "One of those chosen gets nothing, because the enrolment has ended or has no name.",
                "%(count)s of those chosen get nothing, because their enrolments have ended or "
                "have no name.",
                len(unreached),
            )
            yield text % {"count": len(unreached)}

    @property
    def table_url(self):
        """Where people are chosen."""
        return self.address("roster")

    def get_form_kwargs(self):
        instance = self.message or Message(seminar=self.seminar)
        return super().get_form_kwargs() | {"seminar": self.seminar, "instance": instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            templates=self.templates,
            placeholders=placeholders(),
            kept=[
                (name, value)
                for name, values in self.request.GET.lists()
                for value in values
                if name != "vorlage"
            ],
            **kwargs,
        )

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, facts, *, now):
        self.message = messages.draft(
            message=self.form.instance,
            people=facts["people"],
            files=facts["files"],
            without=facts.get("without", ()),
            by=self.request.user,
            now=now,
        )

    def success(self, _outcome):
        return _("The draft is kept. Look at it, then send it.")


class OwnMessage(MessagesOfSeminar):
    """Loads `self.message` of an own seminar."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = log_of(self.seminar).prefetch_related("attachments")
        self.message = get_object_or_404(rows, pk=kwargs["message"])
        self.message.seminar = self.seminar


class EditMessage(OwnMessage, NewMessage):
    page_title = gettext_lazy("Change the message")

    def dispatch(self, request, *args, **kwargs):
        if self.message.state != MessageState.DRAFT:
            return redirect(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        stored = self.message.recipients.filter(chosen=True).values_list("enrolment", flat=True)
        chosen = [enrolment.pk for enrolment in self.from_table[0]]
        return {"people": list(dict.fromkeys([*stored, *chosen]))}

    @property
    def table_url(self):
        return f"{super().table_url}?message={self.message.pk}"


class MessagePage(OwnMessage, WagtailAdminTemplateMixin, TemplateView):
    """A draft as a real person would get it; then how far the sending is, and each one's fate."""

    template_name = "cms/desk/message.html"
    page_title = gettext_lazy("Message")

    def get_context_data(self, **kwargs):
        counted([self.message])
        rows = with_fate(messages.recipients_in_full(self.message))
        page = page_of(rows, self.request, "seite", per_page=PER_PAGE)
        return super().get_context_data(**kwargs) | {
            "seminar": self.seminar,
            "message": self.message,
            "counts": self.message.counts,
            "page": page,
            "draft": self.message.state == MessageState.DRAFT,
            "underway": self.is_under_way(),
            "discardable": self.message.state in CHANGEABLE,
            **self.preview(page.object_list),
        }

    def is_under_way(self):
        """Whether the page should look again by itself."""
        started = self.message.state in MessageState.under_way()
        return started and bool(self.message.counts["open"])

    def preview(self, shown):
        """The letter as the person asked for gets it, else the first one."""
        asked = self.request.GET.get("person", "")
        example = next((r for r in shown if str(r.enrolment_id) == asked), None)
        example = example or next(iter(shown), None)
        if example is None:
            return {"example": None, "letter": None}
        with translation.override(settings.LANGUAGE_CODE):
            return {
                "example": example,
                "letter": mails.letter_of(self.message, example.enrolment),
            }


class SendMessage(OwnMessage, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        sent = messages.send(message=self.message, by=request.user, now=timezone.now())
        if sent.state == MessageState.HELD_BACK:
            notices.success(request, _("The message is held back until you guarantee the seminar."))
        return redirect(self.address("message", sent.pk))


class DiscardMessage(OwnMessage, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        messages.discard(message=self.message, by=request.user)
        notices.success(request, _("The message is not sent."))
        return redirect(self.address("messages"))


class MessageFile(OwnMessage, View):
    """An attachment, to look at."""

    def get(self, _request, **kwargs):
        file = get_object_or_404(self.message.attachments, pk=kwargs["file"])
        return FileResponse(file.file.open(), as_attachment=True, filename=file.name)
