"""What the demo's editors have put into their pages, one block of each kind at least."""

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.rich_text import RichText

from cms.access import collection_of
from cms.models import CoursePage, HomePage, OfficeSectionPage, TextPage
from cms.texts import ACCESSIBLE
from courses.models import Topic
from fortbildung.demo import english, pictures
from organisations.models import CentralOffice, User

FIRST, NEXT = "FB-001", "FB-008"
PACKING = (
    "Packliste für Seminare in Präsenz\n\n"
    "- Bescheinigung über die Anmeldung (auch auf dem Telefon)\n"
    "- ein Fall aus der eigenen Beratung, ohne Namen\n"
    "- Schreibzeug\n"
    "- was Sie für die Nacht brauchen\n"
)
ANSWERS = [
    (
        "Wer trägt die Reisekosten?",
        (
            "<p>Reisekosten trägt Ihr Träger. Im Förderprogramm sind sie nach dem "
            "Bundesreisekostengesetz abrechenbar.</p>"
        ),
    ),
    (
        "Was geschieht, wenn ich krank werde?",
        (
            "<p>Stornieren Sie unter <b>Meine Fortbildungen</b> oder lassen Sie eine "
            "Kollegin, einen Kollegen Ihren Platz übernehmen. "
            "Mit Begründung entfällt der Stornobeitrag.</p>"
        ),
    ),
    (
        "Bekomme ich eine Bescheinigung?",
        (
            "<p>Ja, als PDF, sobald die Veranstaltung abgeschlossen ist und Sie mindestens 80 % "
            "der Zeit anwesend waren.</p>"
        ),
    ),
]

ENTRIES = [
    (
        "Neu in der Beratung",
        "Grundlagen, Aufgaben und Strukturen für die ersten Monate.",
        "Einstieg",
    ),
    (
        "Sicher im Recht",
        "Aufenthalts- und Asylrecht, von Grundlagen bis zum schwierigen Fall.",
        "Recht",
    ),
    (
        "Gespräche und Methoden",
        "Beraten, moderieren, Gruppen leiten – auch unter Druck.",
        "Methoden",
    ),
    (
        "Existenz sichern",
        "Leistungen, Arbeit und Sprache: was Ratsuchenden zusteht.",
        "Sozialrecht",
    ),
    ("Digital beraten", "Datenschutz, soziale Medien und Werkzeuge für den Alltag.", "Digital"),
    (
        "Gut auf sich achten",
        "Haltung, Schutz und Gesundheit in einem fordernden Beruf.",
        "Gesundheit",
    ),
]

CIRCLE = "Acht bunte Kreise stehen um eine freie Mitte wie Stühle in einem Gesprächskreis."
CALL = {
    "title": "Noch Fragen?",
    "text": "Die häufigsten haben wir beantwortet: Kosten, Krankheit, Bescheinigung.",
    "button": "Häufige Fragen",
}


def furnish():
    """The first course's page, the home page and a page of answers, all published."""
    home = HomePage.objects.get()
    course = CoursePage.objects.get(course__code=FIRST)
    other = CoursePage.objects.filter(course__code=NEXT).first()
    collection = collection_of(course.get_parent().specific.office)
    answers = _answers(home, collection)
    statement = TextPage.objects.get(slug="barrierefreiheit")
    _publish(statement, [("text", RichText(ACCESSIBLE))])
    for name, words in english.COURSE.items():
        setattr(course, name, words)
    course.body_en = [("text", RichText(english.COURSE_BODY))]
    _publish(course, [*_text_of(course), *_of_course(collection, other)])
    home.entries = list(_entries())
    picture = pictures.circle(collection)
    home.body_en = list(_of_home(picture, course, answers, says=english.PICTURE, call=english.CALL))
    _publish(home, _of_home(picture, course, answers, says=CIRCLE, call=CALL))


def propose(*, office):
    """The office would like to change a page; the national coordination has to decide."""
    editor = User.objects.get(email=office)
    section = OfficeSectionPage.objects.get(office__in=CentralOffice.objects.staffed_by(editor))
    page = section.get_children().exclude(coursepage__course__code=FIRST).first().specific
    page.intro += " Neu: mit einem Nachmittag für eigene Fälle."
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)


def _text_of(page):
    return [(block.block_type, block.value) for block in page.body]


def _of_course(collection, other):
    yield (
        "picture",
        _picture(
            pictures.steps(collection),
            "Vier Stufen führen nach oben, auf der letzten steht eine Fahne.",
            "In drei Tagen vom ersten Auftrag bis zum eigenen Fallbeispiel.",
        ),
    )
    yield (
        "quote",
        {
            "text": "Am Montag danach habe ich den ersten Antrag anders gelesen.",
            "source": "Teilnehmerin aus Kassel",
        },
    )
    portrait = pictures.portrait(collection)
    yield (
        "people",
        [
            _person(
                "Dr. Mira Beispiel", "Referentin", "Berät Träger zur Förderrichtlinie.", portrait
            ),
            _person("Team Fortbildung", "Ihre Ansprechpersonen", "Für Fragen zur Anmeldung.", None),
        ],
    )
    yield (
        "directions",
        {
            "place": "Haus am Park, Musterstraße 5, 34117 Kassel",
            "train": "Vom Bahnhof Wilhelmshöhe mit der Linie 1 bis Rathaus, dann 4 Minuten zu Fuß "
            "geradeaus; das Haus liegt auf der rechten Seite.",
            "car": "A 49, Ausfahrt Auestadion, Richtung Zentrum. Parkplätze im Hof.",
            "access": "Der Eingang im Hof ist stufenlos, die Türen öffnen von selbst. Ein Aufzug "
            "führt in alle Etagen; im Erdgeschoss gibt es ein barrierefreies WC.",
        },
    )
    if other:
        yield "teaser", {"course": other, "dates": 3}


def _of_home(picture, course, answers, *, says, call):
    yield "picture", _picture(picture, says, "")
    yield "teaser", {"course": course, "dates": 2}
    yield "call", call | {"page": answers, "address": ""}


def _entries():
    for title, text, word in ENTRIES:
        topic = Topic.objects.filter(name__icontains=word).first()
        title_en, text_en = english.ENTRIES[title]
        words = {"title": title, "text": text, "title_en": title_en, "text_en": text_en}
        yield "entry", words | {"topic": topic.slug}


def _answers(home, collection):
    file = ContentFile(PACKING.encode(), "packliste.txt")
    packing = Document(title="Packliste", collection=collection, file=file)
    packing._set_document_file_metadata()  # noqa: SLF001 – as Wagtail's own form does
    packing.save()
    page = TextPage(title="Häufige Fragen", slug="haeufige-fragen", show_in_menus=True)
    page.title_en = english.ANSWERS_TITLE
    page.body_en = [_answered(english.ANSWERS)]
    home.add_child(instance=page)
    _publish(page, [_answered(ANSWERS), _to_download(packing)])
    return page


def _answered(answers):
    return "answers", [{"title": title, "text": text} for title, text in answers]


def _to_download(packing):
    return "downloads", [{"title": "Packliste", "document": packing}]


def _publish(page, body):
    page.body = list(body)
    page.save_revision().publish()


def _picture(image, says, caption):
    return {
        "picture": {"image": image, "alt_text": says, "decorative": False},
        "caption": caption,
        "credit": "Grafik: Demo",
    }


def _person(name, role, text, portrait):
    picture = portrait and {"image": portrait, "alt_text": "", "decorative": True}
    person = {"name": name, "role": role, "text": text, "picture": picture}
    return person | {"email": "fortbildung@example.org", "phone": ""}
