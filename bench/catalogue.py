"""Measure the catalogue with 2,000 courses and 20,000 seminars, in a database made for that.

python -m bench.catalogue: how long the server takes for a page, nothing cached, and how many
statements it needs.
"""

import os
import sys
from datetime import timedelta
from itertools import cycle
from statistics import median
from time import perf_counter

import django

COURSES, SEMINARS, TIMES = 2_000, 20_000, 15
WORDS = ["Aufenthaltsrecht", "Asylverfahren", "Einbürgerung", "Beratung", "Sozialrecht", "Trauma"]
KINDS = ["Grundlagen", "Vertiefung", "Praxis", "Werkstatt", "Update"]
PAGES = {
    "catalogue": "",
    "topic and mode": "topic=thema-3&mode=online",
    "Land, month, free seats": "land=BY&free=True",
    "words": "q=aufenthaltsrechtliche",
    "words, mistyped": "q=Aufentaltsrecht",
    "words and three filters, by free seats": "q=Beratung&topic=thema-2&land=BE&sort=free",
    "calendar": "view=calendar",
}


def fill(now):
    """As many courses and seminars as a whole sector has; two of three dates are to come."""
    from cms.models import CoursePage
    from cms.site import create_site, ensure_section
    from courses.models import Course, Seminar, Session, Topic
    from courses.kinds import DeliveryMode
from courses.states import SeminarState
    from organisations.models import State
    from tests.factories import office

    create_site()
    section = ensure_section(office())
    topics = [Topic.objects.create(name=f"Thema {n}", slug=f"thema-{n}") for n in range(12)]
    modes = cycle(DeliveryMode.values)
    titles = [f"{WORDS[n % 6]}: {KINDS[n % 5]} {n}" for n in range(COURSES)]
    courses = Course.objects.bulk_create(
        Course(code=f"K-{n}", title=title, teaching_units=8, delivery_mode=next(modes))
        for n, title in enumerate(titles)
    )
    joined = Course.topics.through
    joined.objects.bulk_create(
        joined(course=course, topic=topics[n % 12]) for n, course in enumerate(courses)
    )
    for course in courses:
        intro = f"In {course.title} üben Sie an Fällen aus der Beratung, was morgen gebraucht wird."
        section.add_child(
            instance=CoursePage(
                title=course.title, slug=course.code.lower(), course=course, intro=intro
            )
        )
    lands, day = cycle([*State.objects.all(), None]), timedelta(days=1)
    starts = [now + ((n * 7) % 1000 - 330) * day for n in range(SEMINARS)]
    seminars = Seminar.objects.bulk_create(
        Seminar(
            number=f"K-{n}",
            course=courses[n % COURSES],
            central_office=office(),
            state=SeminarState.OPEN,
            place="Tagungshaus",
            land=next(lands),
            capacity=5 + n % 20,
            opens_at=start - 200 * day,
            closes_at=start - 5 * day,
        )
        for n, start in enumerate(starts)
    )
    Session.objects.bulk_create(
        Session(
            seminar=seminar,
            starts_at=start + n * day,
            ends_at=start + n * day + timedelta(hours=6),
            teaching_units=4,
        )
        for seminar, start in zip(seminars, starts, strict=True)
        for n in range(2)
    )


def measure(query):
    """The median in milliseconds, and the number of statements."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, took = Client(), []
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/katalog/?{query}").status_code == 200
    for _ in range(TIMES):
        begun = perf_counter()
        client.get(f"/katalog/?{query}")
        took.append((perf_counter() - begun) * 1000)
    return median(took), len(captured)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortbildung.settings.test")
    django.setup()
    from django.db import connection
    from django.utils import timezone

    connection.settings_dict["TEST"]["NAME"] = "scratch_catalogue"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        fill(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for name, query in PAGES.items():
            took, statements = measure(query)
            sys.stdout.write(f"| {name} | {took:.0f} ms | {statements} |\n")
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
