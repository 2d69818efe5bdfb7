"""Pictures as they are stored: without what a camera noted, such as where somebody lives."""

from io import BytesIO

from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

QUALITY = 92


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
