"""Colours and logos of the offices: kept at the desk, seen on their pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organisations.colours import AT_NIGHT, BY_DAY, contrast, nearest_readable, readable
from organisations.models import CentralOffice
from organisations.services.looks import set_look
from organisations.templatetags.looks import logo, styles
from tests.cms.desk import text_of, to_the_admin
from tests.cms.site import course_page, in_days
from tests.factories import coordinator, office, office_staff

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.ignore_template_errors]


def address(one):
    return f"/verwaltung/erscheinungsbild/{one.pk}/"


def picture(size=(1200, 300)):
    file = BytesIO()
    Image.new("RGB", size, "#9c4221").save(file, "JPEG")
    return SimpleUploadedFile("Logo.jpg", file.getvalue(), "image/jpeg")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("surfaces", [BY_DAY, AT_NIGHT])
@pytest.mark.parametrize("colour", ["#ffff00", "#0000ff", "#777777", "#ffffff", "#000000"])
def test_there_is_a_readable_colour_near_every_colour(colour, surfaces):
    assert readable(nearest_readable(colour, surfaces), surfaces)


def test_a_readable_colour_is_the_nearest_to_itself():
    assert nearest_readable("#9c4221", BY_DAY) == "#9c4221"


def test_what_cannot_be_read_is_refused_and_the_nearest_colour_proposed(client):
    client.force_login(to_the_admin(office_staff()))
    text = text_of(client.post(address(office()), {"accent": "#F5A623"}))
    nearest = nearest_readable("#f5a623", BY_DAY)
    assert "Kontrast beträgt nur 1,8 zu 1, nötig sind 4,5 zu 1" in text
    assert f'name="accent" value="{nearest}"' in text
    assert CentralOffice.objects.get().accent == ""
    # The button sends its colour after what was typed.
    client.post(address(office()), {"accent": ["#f5a623", nearest]})
    assert CentralOffice.objects.get().accent == nearest


def test_colours_and_logo_are_shown_on_the_pages_of_the_office_only(client):
    page = course_page()
    page.course.programmes.clear()
    seminar = in_days(30, course=page.course)
    staff = to_the_admin(office_staff())
    client.force_login(staff)
    client.post(address(office()), {"accent": "#9c4221", "logo": picture()})
    kept = CentralOffice.objects.get()
    for shown in (page.url, page.get_parent().url, f"/buchen/{seminar.number}/"):
        html = client.get(shown).content.decode()
        assert (styles(kept) in html, logo(kept) in html) == (True, True), shown
    assert styles(kept) not in client.get("/katalog/").content.decode()
    css = client.get(styles(kept))
    assert (css["Content-Type"], "immutable" in css["Cache-Control"]) == (
        "text/css; charset=utf-8",
        True,
    )
    assert css.content.decode().count("#9c4221") == 3
    png = client.get(logo(kept))
    with Image.open(BytesIO(png.content)) as stored:
        assert (stored.format, stored.size) == ("PNG", (480, 120))


def test_an_older_address_gets_what_is_there_now_and_is_not_kept(client):
    set_look(office=office(), accent="#9c4221")
    before = styles(office())
    set_look(office=office(), accent="#1a5fb4")
    css = client.get(before)
    assert ("#1a5fb4" in css.content.decode(), css["Cache-Control"]) == (True, "no-cache")


def test_without_a_colour_pages_look_like_the_house(client):
    page = course_page()
    assert "/zentralstellen/" not in client.get(page.url).content.decode()


def test_an_office_dresses_itself_and_the_coordination_everybody(client):
    own, other = office(), office("Caritas")
    client.force_login(to_the_admin(office_staff()))
    assert client.get(address(own)).status_code == 200
    assert client.get(address(other)).status_code == 404
    client.force_login(to_the_admin(coordinator()))
    assert client.get(address(other)).status_code == 200


@pytest.mark.parametrize("offices", [1, 5])
def test_the_list_of_looks_costs_the_same_for_one_and_many(
    client, offices, django_assert_num_queries
):
    for number in range(offices):
        set_look(office=office(f"Z{number}"), accent="#9c4221")
    client.force_login(to_the_admin(coordinator()))
    client.get("/verwaltung/erscheinungsbild/")
    with django_assert_num_queries(16):
        client.get("/verwaltung/erscheinungsbild/")
