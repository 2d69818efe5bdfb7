"""Pictures and documents: who reads them, and what is kept of what was uploaded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction

from cms.access import admit_all, collection_of
from cms.models import HomePage, TextPage
from tests.factories import counsellor, office, office_staff
from tests.pictures import GPS, drawn, picture, sized

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page_with(image):
    shown = {"image": image, "alt_text": "Ein blaues Feld", "decorative": False}
    body = [("picture", {"picture": shown})]
    return HomePage.objects.get().add_child(instance=TextPage(title="Bild", body=body))


def answer_to(client, url, **options):
    """What is answered; reading it closes the file."""
    answer = client.get(url, **options)
    if answer.streaming:
        list(answer)
    return answer


def test_a_picture_is_public_as_long_as_a_public_page_shows_it(client):
    image = picture(collection_of(office()))
    size = sized(image)
    assert answer_to(client, size.url).status_code == 404
    page = page_with(image)
    answer = answer_to(client, size.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    again = answer_to(client, size.url, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert answer_to(client, image.file.url).status_code == 404  # what was uploaded itself
    page.unpublish()
    assert answer_to(client, size.url).status_code == 404
    me = office_staff()
    admit_all()
    client.force_login(me)
    assert answer_to(client, size.url)["Cache-Control"] == "private, no-store"


def test_a_private_collection_is_for_whom_it_is(client):
    image = picture(collection_of(office()))
    page_with(image)
    url = sized(image).url
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    assert answer_to(client, url).status_code == 404
    client.force_login(counsellor())
    assert answer_to(client, url)["Cache-Control"] == "private, no-store"


def upload(name, content, kind):
    fields = {"title": "Bild", "collection": Collection.get_first_root_node().pk}
    file = SimpleUploadedFile(name, content, kind)
    return get_image_form(Picture)(fields, {"file": file})


def test_what_a_camera_noted_is_forgotten_and_nothing_that_runs_is_taken():
    noted = drawn(place=True).read()
    form = upload("bild.jpg", noted, "image/jpeg")
    assert form.is_valid(), form.errors
    with form.save().file.open() as stored, Image.open(stored) as kept:
        assert (kept.format, kept.size, dict(kept.getexif().get_ifd(GPS))) == ("JPEG", (64, 48), {})
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name, content in (("bild.svg", svg), ("bild.png", svg), ("bild.png", noted)):
        assert list(upload(name, content, "image/png").errors) == ["file"]
