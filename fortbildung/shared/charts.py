"""A bar chart as plain data; `templates/components/bars.html` draws it as SVG."""

from dataclasses import dataclass

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
    shown, rest = values[:top], values[top:]
    if len(rest) == 1:
        shown, rest = values, []
    widest = max((value for _name, value in shown), default=0) or 1
    if rest:
        summed = sum(value for _name, value in rest)
        shown = [*shown, (_("others (%(count)s)") % {"count": len(rest)}, summed)]
    bars = (
        Bar(
            name=name,
            value=value,
            width=f"{min(value, widest) * 100 / widest:.2f}%",
            top=LINE * place,
            is_rest=bool(rest) and place == top,
        )
        for place, (name, value) in enumerate(shown)
    )
    return Chart(tuple(bars))
