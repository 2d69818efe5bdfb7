"""How long the catalogue takes on the server with as many courses as a whole sector has.

DJANGO_SETTINGS_MODULE=bench.settings python manage.py bench_catalogue
"""

from datetime import timedelta
from itertools import cycle

from django.contrib.contenttypes.models import ContentType
from django.test.utils import override_settings
from django.utils import timezone
from wagtail.models import Page

from bench.scratch import Measurement, Reader, page_times
from cms.models import CoursePage
from cms.site import create_site, ensure_section
from courses.kinds import DeliveryMode
from courses.models import Course, Seminar, Session, Topic
from courses.states import SeminarState
from organisations.models import State
from tests.factories import office

COURSES, SEMINARS, TOPICS, TIMES = 2_000, 20_000, 12, 15
A_DAY = timedelta(days=1)
WORDS = ["Aufenthaltsrecht", "Asylverfahren", "Einbürgerung", "Beratung", "Sozialrecht", "Trauma"]
KINDS = ["Grundlagen", "Vertiefung", "Praxis", "Werkstatt", "Update"]
PAGES = {
    "everything": "",
    "topic and mode": "topic=thema-3&mode=online",
    "Land and free seats": "land=BY&free=True",
    "words": "q=aufenthaltsrechtliche",
    "words, mistyped": "q=Aufentaltsrecht",
    "words, topic and Land, by free seats": "q=Beratung&topic=thema-3&land=BE&sort=free",
    "everything as a calendar": "view=calendar",
}


class Command(Measurement):
    help = "Measure the catalogue with 2,000 courses and 20,000 seminars in a database of its own."
    part = "catalogue"
    heads = ("page", "read anew, ms", "of these the process", "kept, ms", "SQL")

    def fill(self, **options):
        create_site()
        courses = _courses()
        _pages(courses)
        _seminars(courses, timezone.now())

    def rows(self):
        for name, query in PAGES.items():
            address = f"/katalog/?{query}"
            with override_settings(PAGES_KEPT=None):
                wall, work, statements = page_times(Reader(), address, times=TIMES)
            kept, *_ = page_times(Reader(), address, times=TIMES)
            yield name, f"{wall:.0f}", f"{work:.0f}", f"{kept:.0f}", str(statements)


def _courses():
    topics = [Topic.objects.create(name=f"Thema {n}", slug=f"thema-{n}") for n in range(TOPICS)]
    modes = cycle(DeliveryMode.values)
    courses = Course.objects.bulk_create(
        Course(
            code=f"K-{n}",
            title=f"{WORDS[n % len(WORDS)]}: {KINDS[n % len(KINDS)]} {n}",
            teaching_units=8,
            delivery_mode=next(modes),
        )
        for n in range(COURSES)
    )
    joined = Course.topics.through
    joined.objects.bulk_create(
        joined(course=course, topic=topics[n % TOPICS]) for n, course in enumerate(courses)
    )
    return courses


def _pages(courses):
    """Written past the tree's own methods, which take half a minute for so many."""
    section = ensure_section(office())
    kind = ContentType.objects.get_for_model(CoursePage)
    leaves = Page.objects.bulk_create(
        Page(
            title=course.title,
            draft_title=course.title,
            slug=course.code.lower(),
            content_type=kind,
            locale=section.locale,
            path=Page._get_path(section.path, section.depth + 1, n),  # noqa: SLF001 – as treebeard would
            depth=section.depth + 1,
            url_path=f"{section.url_path}{course.code.lower()}/",
        )
        for n, course in enumerate(courses, 1)
    )
    for leaf, course in zip(leaves, courses, strict=True):
        words = f"In {course.title} üben Sie an Fällen, was morgen gebraucht wird."
        page = CoursePage(page_ptr=leaf, course=course, intro=words)
        page.save_base(raw=True)  # what it has beyond a page


def _seminars(courses, now):
    """Two of three dates are still to come."""
    lands = cycle([*State.objects.all(), None])
    starts = [now + ((n * 7) % 1000 - 330) * A_DAY for n in range(SEMINARS)]
    seminars = Seminar.objects.bulk_create(
        Seminar(
            number=f"K-{n}",
            course=courses[n % COURSES],
            central_office=office(),
            state=SeminarState.OPEN,
            place="Tagungshaus",
            land=next(lands),
            capacity=5 + n % 20,
            opens_at=start - 200 * A_DAY,
            closes_at=start - 5 * A_DAY,
        )
        for n, start in enumerate(starts)
    )
    Session.objects.bulk_create(
        Session(
            seminar=seminar,
            starts_at=start + n * A_DAY,
            ends_at=start + n * A_DAY + timedelta(hours=6),
            teaching_units=4,
        )
        for seminar, start in zip(seminars, starts, strict=True)
        for n in range(2)
    )
