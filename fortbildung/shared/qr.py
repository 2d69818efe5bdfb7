"""QR codes as pictures that need no file of their own."""

import io

import segno

# Which of the eight masks: to weigh them against each other takes four times as long as the rest,
# and readers do with any.
MASK = 3


def svg(text):
    """The code as SVG without a border, for paper."""
    picture = io.BytesIO()
    segno.make(text, error="m", mask=MASK).save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()


def data_uri(text):
    """The code with the quiet border readers ask for, black on white, as an image's address."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=8, dark="#000", light="#fff")
