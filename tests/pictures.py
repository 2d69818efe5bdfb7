"""Pictures drawn for the tests."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Image as Picture

GPS, LATITUDE = 0x8825, 2


def drawn(kind="JPEG", *, place=False, name="bild.jpg"):
    """A small file of that kind; with a place, as a telephone notes it."""
    exif = Image.Exif()
    if place:
        exif.get_ifd(GPS)[LATITUDE] = (51.0, 18.0, 45.0)
    file = BytesIO()
    Image.new("RGB", (64, 48), "#2044aa").save(file, kind, exif=exif)
    return ContentFile(file.getvalue(), name)


def picture(collection, title="Bild"):
    stored = Picture(title=title, file=drawn(), collection=collection)
    stored._set_image_file_metadata()
    stored.save()
    return stored


def sized(image):
    """The picture in a size; made here, because Wagtail leaves the file it writes to open."""
    facts = {"filter_spec": "width-32", "width": 32, "height": 24}
    return image.renditions.create(file=drawn(name="bild.width-32.jpg"), **facts)
