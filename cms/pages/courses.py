from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pages.blocks import WORDS, BodyBlock
from cms.pages.dates import upcoming, with_refusal
from cms.pages.decision import hindrances, with_own
from cms.pages.english import english_panel
from cms.pages.preview import AtTwoWidths
from cms.pages.structured import course_data
from courses.conditions import conditions_of, remedy_of
from courses.models import Bookmark, Course


class CoursePageForm(WagtailAdminPageForm):
    def clean(self):
        """The page is called as its course is; nobody types the title twice."""
        cleaned = super().clean()
        if course := cleaned.get("course"):
            self.instance.title = course.title
        return cleaned


class CoursePage(AtTwoWidths, Page):
    """The words about a course. Its facts are the course's own and are never copied here."""

    course = models.OneToOneField(
        Course, models.PROTECT, related_name="page", verbose_name=_("course")
    )
    intro = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("Two or three sentences.")
    )
    outcomes = RichTextField(_("what participants can do afterwards"), features=WORDS, blank=True)
    audience = RichTextField(_("for whom"), features=WORDS, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more about it"), blank=True)
    intro_en = models.TextField(_("introduction"), max_length=600, blank=True)
    outcomes_en = RichTextField(
        _("what participants can do afterwards"), features=WORDS, blank=True
    )
    audience_en = RichTextField(_("for whom"), features=WORDS, blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("more about it"), blank=True)

    base_form_class = CoursePageForm
    content_panels = [
        FieldPanel(
            "course", help_text=_("Title, teaching units and dates are shown as they stand there.")
        ),
        FieldPanel("intro"),
        FieldPanel(
            "outcomes",
            help_text=_("Three to five points, each with a verb: what somebody does better then."),
        ),
        FieldPanel(
            "audience",
            help_text=_(
                "Who gains most, and what they should bring along. Conditions for booking "
                "are set at the course."
            ),
        ),
        FieldPanel(
            "body",
            help_text=_("Contents and method first, then what helps to decide: people, the way."),
        ),
        english_panel("intro", "outcomes", "audience", "body"),
    ]
    parent_page_types = ["cms.OfficeSectionPage"]
    subpage_types = []
    template = "cms/course_page.html"

    class Meta:
        verbose_name = _("course page")
        verbose_name_plural = _("course pages")
        indexes = [
            GinIndex(
                SearchVector("intro", "outcomes", "audience", config="german"),
                name="course_page_words_search",
            ),
            GinIndex(
                SearchVector("intro_en", config="english"),
                name="course_page_english_search",
            ),
        ]

    @property
    def name(self):
        """As the course is called now; the page's own title may be of yesterday."""
        return self.course.title

    @property
    def name_en(self):
        return self.course.title_en

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        seminars = upcoming(now=now).filter(course=self.course).with_speakers()
        seminars = seminars.select_related("central_office")
        section = self.get_parent().specific
        seminars = with_own(with_refusal(seminars, now=now), request.user)
        for seminar in seminars:
            seminar.course = self.course
        following = next((seminar for seminar in seminars if not seminar.refusal), None)
        against = hindrances(following, request.user, now=now)
        bookmarks = Bookmark.objects.of(request.user).filter(course=self.course)
        return super().get_context(request, *args, **kwargs) | {
            "seminars": seminars,
            "next": following,
            "hindrances": against,
            "mine": following and following.mine,
            "remedies": not against,
            "listed": request.user.is_authenticated and bookmarks.exists(),
            "prerequisites": self.conditions(request.user, on=first_day(following, now)),
            "section": section,
            "structured": course_data(self, office=section.office, seminars=seminars),
        }

    def conditions(self, user, *, on):
        """What the course asks for, with links; with `met` for whoever is logged in."""
        person = user if user.is_authenticated else None
        conditions = list(conditions_of(self.course, person=person, on=on))
        options = [option for condition in conditions for option in condition.course_options]
        pages = CoursePage.objects.live().filter(course__in=[option["pk"] for option in options])
        addresses = {page.course_id: page.url for page in pages} if options else {}
        for option in options:
            option["url"] = addresses.get(option["pk"], "")
        for condition in conditions:
            condition.remedy = remedy_of(condition)
        return conditions


def first_day(seminar, now):
    """On which what the course asks for must be there."""
    return timezone.localdate(seminar.starts_at if seminar else now)
