"""What the catalogue offers, for feed readers and calendars: any filter has its own address."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.models import CoursePage
from cms.pages.dates import upcoming, with_publication
from cms.pages.filters import CatalogueForm
from cms.pages.finding import find
from courses import ical
from courses.services.feeds import digest_of
from fortbildung.shared.templatetags.dates import until

NEWEST, SOONEST = 50, 500
A_QUARTER = 15 * 60  # seconds in which the same answer serves everybody


class FilteredDates(View):
    """The dates that fit the filter in the address, as text of one type."""

    content_type = ""

    def get(self, request):
        now = timezone.now()
        chosen = CatalogueForm(request.GET, now=now).filters()
        found = find(CoursePage.objects.live(), chosen, now=now)
        seminars = with_publication(upcoming(now=now).filter(pk__in=found.hits.seminars))
        with translation.override(settings.LANGUAGE_CODE):
            text = self.text(seminars.select_related("course__page", "central_office"))
        etag = quote_etag(digest_of(text))
        answer = HttpResponse(text, content_type=self.content_type, headers={"ETag": etag})
        patch_cache_control(answer, public=True, max_age=A_QUARTER)
        return get_conditional_response(request, etag, None, answer)


class NewDates(FilteredDates):
    """The latest published first."""

    content_type = "application/atom+xml; charset=utf-8"

    def text(self, seminars):
        here = settings.SITE_URL + self.request.get_full_path()
        feed = Atom1Feed(
            title=_("New dates"),
            link=settings.SITE_URL + reverse("wagtail_serve", args=["katalog/"]),
            description="",
            language=settings.LANGUAGE_CODE,
            feed_url=here,
            feed_guid=here,
        )
        for seminar in seminars.order_by("-published_at", "pk")[:NEWEST]:
            address = settings.SITE_URL + seminar.course.page.url
            when = until(seminar.starts_at, seminar.ends_at)
            feed.add_item(
                title=f"{seminar.course.title}: {when}",
                link=address,
                description=f"{when}, {seminar.place}. {seminar.course.page.intro}",
                unique_id=f"{address}#s{seminar.pk}",
                author_name=seminar.central_office.name,
                pubdate=seminar.published_at,
                updateddate=seminar.published_at,
            )
        return feed.writeString("utf-8")


class CalendarOfDates(FilteredDates):
    content_type = "text/calendar; charset=utf-8"

    def text(self, seminars):
        return ical.programme(seminars[:SOONEST])
