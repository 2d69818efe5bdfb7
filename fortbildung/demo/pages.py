"""The demo's catalogue: a published page for every course."""

import json
from pathlib import Path

from django.utils.html import format_html, format_html_join

from cms import site
from courses.models import Course, Synonyms, Topic
from courses.services.courses import call_topic
from courses.services.synonyms import keep
from fortbildung.demo import blocks
from organisations.models import CentralOffice, Programme

SYNONYMS = [
    "AufenthG, Aufenthaltsrecht, Aufenthaltsgesetz",
    "AsylG, Asylrecht, Asylgesetz",
    "Bürgergeld, SGB II, Grundsicherung",
    "Staatsangehörigkeit, Einbürgerung",
]
WORDS = Path(__file__).parent / "data" / "course_pages.json"
NAMES = Path(__file__).parent / "data" / "english.json"


def write():
    """The site, and a page per course below the office that runs it, or the next in turn."""
    site.create_site()
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    offices = list(CentralOffice.objects.order_by("pk"))
    for number, course in enumerate(Course.objects.order_by("code")):
        text = words[course.code]
        course.programmes.set(Programme.objects.filter(code__in=text["programme"]))
        running = CentralOffice.objects.filter(seminars__course=course).first()
        site.ensure_course_page(
            course,
            running or offices[number % len(offices)],
            live=True,
            intro=text["intro"],
            outcomes=listed(text["outcomes"]),
            audience=format_html("<p>{}</p>", text["for_whom"]),
            body=[("text", format_html_join("", "<p>{}</p>", ((p,) for p in text["body"])))],
        )
    blocks.furnish()
    name_in_english()
    for words in SYNONYMS:
        keep(synonyms=Synonyms(words=words))


def name_in_english():
    """Courses and topics, for who reads English."""
    names = json.loads(NAMES.read_text(encoding="utf-8"))
    for code, title in names["courses"].items():
        Course.objects.filter(code=code).update(title_en=title)
    for topic in Topic.objects.filter(name__in=names["topics"]):
        call_topic(topic=topic, name_en=names["topics"][topic.name])


def listed(points):
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((p,) for p in points)))
