"""Where the streams of a PDF end, said so that nobody can read it in two ways."""

import re
from bisect import bisect_left
from itertools import pairwise

# How Typst writes: an object with a stream begins with its length; the table of places is plain.
_STREAM = re.compile(rb"\d+ 0 obj\n<</Length (\d+)[^\n]*>>\nstream\n")
_PLACE = re.compile(rb"(\d{10})( \d{5} n)")
_END = re.compile(rb"startxref\n(\d+)\n")


def with_clear_ends(pdf):
    """The same paper, with no stream whose last byte looks like part of the line end behind it.

    A stream is followed by a line feed. If its own last byte is a carriage return, both look
    like one line end, and the stream one byte shorter than it says. A line end of two bytes
    leaves no doubt; what stands behind it moves on by one.
    """
    if b"\r\nendstream" not in pdf:
        return pdf
    end = _END.search(pdf, pdf.rindex(b"startxref"))
    places = int(end[1])
    if not pdf.startswith(b"xref\n", places):
        raise ValueError("This PDF has no plain table of places.")
    doubtful = sorted(_doubtful_ends(pdf, places))

    def moved(place):
        return int(place) + bisect_left(doubtful, int(place))

    table = _PLACE.sub(
        lambda line: b"%010d%s" % (moved(line[1]), line[2]), pdf[places : end.start()]
    )
    last = b"startxref\n%d\n" % moved(places)
    return _with_returns(pdf[:places], doubtful) + table + last + pdf[end.end() :]


def _doubtful_ends(pdf, places):
    for line in _PLACE.finditer(pdf, places):
        stream = _STREAM.match(pdf, int(line[1]))
        if stream:
            end = stream.end() + int(stream[1])
            if pdf[end - 1 : end + 10] == b"\r\nendstream":
                yield end


def _with_returns(body, ends):
    edges = [0, *ends, len(body)]
    return b"\r".join(body[start:end] for start, end in pairwise(edges))
