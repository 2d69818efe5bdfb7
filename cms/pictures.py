"""Pictures as they are stored: without what a camera noted, such as where somebody lives."""

from io import BytesIO

from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

QUALITY = 92
LOGO = (480, 144)  # three times the size it is shown in


class PictureForm(BaseImageForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            forget_traces(file)
        return file


def forget_traces(file):
    """Write the picture anew, upright, keeping only its colours: no place, no time, no camera."""
    file.seek(0)
    with Image.open(file) as opened:
        kind, colours = opened.format, opened.info.get("icc_profile")
        upright = ImageOps.exif_transpose(opened)
    upright.info.clear()
    clean = BytesIO()
    upright.save(clean, kind, icc_profile=colours, quality=QUALITY)
    file.file, file.size = clean, clean.tell()
    file.seek(0)


def as_logo(file):
    """The picture as a PNG no larger than a logo needs, without anything but its colours."""
    file.seek(0)
    with Image.open(file) as opened:
        logo = ImageOps.exif_transpose(opened).convert("RGBA")
    logo.thumbnail(LOGO)
    png = BytesIO()
    logo.save(png, "PNG", optimize=True)
    return png.getvalue()
