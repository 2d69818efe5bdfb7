"""What editors put together: shown as it is now, and refused where somebody would be left out."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.access import admit_all, collection_of
from cms.models import CoursePage, HomePage, TextPage
from cms.pages.blocks import BodyBlock, CallBlock, PictureBlock
from tests.cms.site import course_page, in_days
from tests.factories import office, office_staff
from tests.pictures import picture

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.ignore_template_errors]


def page_of(*body):
    return HomePage.objects.get().add_child(instance=TextPage(title="Seite", body=list(body)))


def shown(client, page):
    html = client.get(page.url).content.decode()
    return re.sub(r"\s+", " ", html[html.index("<main") :])


def test_dates_of_a_course_are_those_of_today_and_go_with_its_page(client):
    course = course_page("Sozialrecht")
    page = page_of(("teaser", {"course": course, "dates": 1}))
    assert "Zurzeit kein Termin" in shown(client, page)
    in_days(40, course=course.course, place="Erfurt")
    in_days(20, course=course.course, place="Kassel")
    course.course.title = "Sozialrecht, neu"
    course.course.save()
    html = shown(client, page)
    assert [text in html for text in ("Sozialrecht, neu", "Kassel", "Erfurt")] == [
        True,
        True,
        False,
    ]
    course.unpublish()
    assert "Sozialrecht" not in shown(client, page)


def test_a_next_step_leads_to_one_place_that_everybody_may_see(client):
    draft = course_page(live=False)
    step = {"title": "Weiter", "text": "", "button": "Zum Kurs", "page": draft, "address": ""}
    assert "Zum Kurs" not in shown(client, page_of(("call", step)))
    block = CallBlock()
    for page, address in ((None, ""), (draft, "https://example.org/")):
        with pytest.raises(ValidationError):
            block.clean(block.to_python(step | {"page": page and page.pk, "address": address}))


def test_a_picture_is_described_or_declared_to_tell_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    block, image = PictureBlock(), picture(collection_of(office()))
    told = {"image": image.pk, "alt_text": "", "decorative": False}
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"picture": told}))
    assert "Bitte beschreiben Sie das Bild" in str(refused.value.as_json_data())
    for facts in ({"alt_text": "Ein blaues Feld"}, {"decorative": True}):
        assert block.clean(block.to_python({"picture": told | facts}))["picture"].pk == image.pk


def test_every_block_says_what_it_is_for_and_each_field_what_belongs_there():
    blocks = BodyBlock().child_blocks.values()
    assert [
        block.name for block in blocks if not (block.meta.description and block.meta.group)
    ] == []
    fields = {"quote": ["text", "source"], "directions": ["place", "train", "car", "access"]}
    structs = {block.name: block.child_blocks for block in blocks if block.name in fields}
    assert {name: list(parts) for name, parts in structs.items()} == fields
    assert all(part.field.help_text for parts in structs.values() for part in parts.values())


def test_the_editor_offers_comments_two_widths_and_our_checks(client):
    page, me = course_page(), office_staff()
    admit_all()
    client.force_login(me)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    offered = ['data-side-panel="comments"', "Wie auf dem Telefon", "1280"]
    assert [text in html for text in offered] == [True] * 3
    assert "Ein Bild hat keinen Alternativtext" in client.get(page.url).content.decode()
    preview = reverse("wagtailadmin_block_preview")
    block = CoursePage.body.field.stream_block.child_blocks["directions"]
    html = client.get(preview, {"id": block.definition_prefix}).content.decode()
    assert "So kommen Sie hin" in html
    assert "css/site.css" in html
