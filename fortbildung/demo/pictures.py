"""Pictures for the demo's pages, drawn here: plain shapes in the colours of the house."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.images.models import Image as Picture

BLUE, LIGHT, SAND, GREEN, PAPER = "#2044aa", "#a8bdf5", "#e8b75a", "#0b6e66", "#f4f6fb"
WIDE, SQUARE = (1440, 810), (480, 480)


def steps(collection):
    """Four steps going up, the last one with a flag."""
    picture, pen = _paper(WIDE)
    for n in range(4):
        left, top = 160 + n * 280, 640 - n * 130
        pen.rectangle([left, top, left + 260, 700], fill=(LIGHT, LIGHT, BLUE, BLUE)[n])
    pen.rectangle([1120, 90, 1130, 250], fill=GREEN)
    pen.polygon([(1130, 90), (1250, 130), (1130, 170)], fill=SAND)
    return _stored(picture, "Stufen", collection)


def circle(collection):
    """Eight round tables around an open middle."""
    picture, pen = _paper(WIDE)
    places = [(720, 160), (990, 240), (1080, 405), (990, 570)]
    places += [(720, 650), (450, 570), (360, 405), (450, 240)]
    for n, (x, y) in enumerate(places):
        pen.ellipse([x - 70, y - 70, x + 70, y + 70], fill=(BLUE, LIGHT, GREEN, SAND)[n % 4])
    pen.ellipse([600, 285, 840, 525], outline=BLUE, width=8)
    return _stored(picture, "Gesprächskreis", collection)


def portrait(collection):
    """Head and shoulders, without a face."""
    picture, pen = _paper(SQUARE, LIGHT)
    pen.ellipse([80, 300, 400, 620], fill=BLUE)
    pen.ellipse([155, 110, 325, 280], fill=SAND)
    return _stored(picture, "Platzhalter Person", collection)


def logo(name, colour, number):
    """A mark in the office's colour and its name: no real association looks like this."""
    picture = Image.new("RGBA", (480, 144), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle([8, 16, 120, 128], radius=(0, 28, 56)[number % 3], fill=colour)
    pen.ellipse([40, 48, 88, 96], fill=PAPER)
    pen.text((144, 72), name, fill=colour, anchor="lm", font=ImageFont.load_default(size=56))
    picture = picture.crop(picture.getbbox())
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _paper(size, colour=PAPER):
    picture = Image.new("RGB", size, colour)
    return picture, ImageDraw.Draw(picture)


def _stored(picture, title, collection):
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    content = ContentFile(file.getvalue(), f"{title.lower().replace(' ', '-')}.png")
    stored = Picture(title=title, file=content, collection=collection)
    stored._set_image_file_metadata()  # noqa: SLF001 – as Wagtail's own form does
    stored.save()
    return stored
