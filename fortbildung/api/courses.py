"""The catalogue's courses, found as the catalogue finds them."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.models import CoursePage
from cms.pages.filters import CatalogueForm
from cms.pages.finding import find
from courses.kinds import DeliveryMode
from fortbildung.api.auth import OPEN
from fortbildung.api.errors import Invalid
from fortbildung.api.paging import Page, Paging, page_of

router = Router(tags=["courses"])


class CoursesWanted(BaseModel):
    q: str = Field("", max_length=100, description="search words, in any form and mistyped")
    topic: str = Field("", description="short address of a topic")
    mode: DeliveryMode | None = None
    programme: str = Field("", description="code of a programme")


class TopicOut(BaseModel):
    slug: str
    name: str


class CourseOut(BaseModel):
    code: str
    title: str
    intro: str
    topics: list[TopicOut]
    mode: DeliveryMode
    teaching_units: float
    programmes: list[str] = Field(description="none means: open to all")
    mandatory: bool
    next_start: datetime | None
    url: str


@router.get(
    "courses",
    auth=OPEN,
    response=Page[CourseOut],
    url_name="courses",
    summary=_("Courses in the catalogue: those that fit the words best, then soonest date first"),
)
def courses(request, wanted: Query[CoursesWanted], paging: Query[Paging]):
    now = timezone.now()
    form = CatalogueForm(wanted.model_dump(), now=now)
    if not form.is_valid():
        raise Invalid.from_form(form)
    found = find(CoursePage.objects.live(), form.chosen(), now=now)
    return page_of(found.pages, paging, lambda page: _course(page, request))


def _course(page, request):
    course = page.course
    return CourseOut(
        code=course.code,
        title=course.title,
        intro=page.intro,
        topics=[TopicOut(slug=topic.slug, name=topic.name) for topic in course.topics.all()],
        mode=course.delivery_mode,
        teaching_units=course.teaching_units,
        programmes=[programme.code for programme in course.programmes.all()],
        mandatory=course.mandatory,
        next_start=page.next_date and page.next_date.starts_at,
        url=request.build_absolute_uri(page.get_url(request)),
    )
