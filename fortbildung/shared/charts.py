"""A bar chart as plain data; `templates/components/bars.html` draws it as SVG."""

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.text import Truncator
from django.utils.translation import gettext as _

TOP = 15
LINE = 44  # pixels per bar, its label above it
LABEL_LENGTH = 80  # letters that fit beside the number on a wide screen …
SHORT_LENGTH = 32  # … and on a telephone


@dataclass(frozen=True)
class Bar:
    name: str
    value: int
    text: str
    width: str  # in percent of the widest bar, with a point in every language
    top: int
    is_rest: bool

    @property
    def label(self):
        return Truncator(self.name).chars(LABEL_LENGTH)

    @property
    def short_label(self):
        return Truncator(self.name).chars(SHORT_LENGTH)


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]

    @property
    def height(self):
        return LINE * len(self.bars)


def bar_chart(values, *, top=TOP):
    """The chart of `(name, value)` pairs, highest first; what comes after `top` is summed up.

    A rest of one is no shorter than the bar itself, so that one is shown. The sum is a number
    without a bar: beside it all others would look like nothing.
    """
    shown, rest = _divided(values, top)
    widest = max((value for _name, value in shown), default=0) or 1
    bars = _bars(shown, widest, _in_figures)
    if rest:
        summed = sum(value for _name, value in rest)
        bars.append(_rest(rest, len(shown), summed, _in_figures(summed)))
    return Chart(tuple(bars))


def share_chart(values, *, told, top=TOP):
    """The same of percentages, each beside the whole; they do not add up, so the rest has none."""
    shown, rest = _divided(values, top)
    bars = _bars(shown, 100, told)
    if rest:
        bars.append(_rest(rest, len(shown), None, ""))
    return Chart(tuple(bars))


def _divided(values, top):
    return (values, []) if len(values) == top + 1 else (values[:top], values[top:])


def _bars(shown, widest, told):
    return [
        Bar(
            name,
            value,
            told(value),
            f"{min(value, widest) * 100 / widest:.2f}%",
            LINE * place,
            is_rest=False,
        )
        for place, (name, value) in enumerate(shown)
    ]


def _rest(rest, place, summed, text):
    name = _("others (%(count)s)") % {"count": len(rest)}
    return Bar(name, summed, text, "0%", LINE * place, is_rest=True)


def _in_figures(value):
    return floatformat(value, "0g")
