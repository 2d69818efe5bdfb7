"""Whether a colour can be read on the portal's surfaces, and the nearest one that can.

By the contrast of WCAG 2.2. The same colour is text on the surface and surface for the text of
a button, which is white by day and black at night: both are among the surfaces.
"""

from functools import lru_cache

ENOUGH = 4.5  # to one, level AA
WHITE, BLACK = "#ffffff", "#000000"
# KERN's “background-default” and “background-hued”, light and dark.
BY_DAY, AT_NIGHT = (WHITE, "#f3f4f7"), (BLACK, "#131525")
STEPS = 256
LINEAR_UP_TO = 0.04045  # of sRGB


def contrast(one, other):
    """From 1 for the same lightness to 21 for black on white."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour, surfaces):
    return min(contrast(colour, surface) for surface in surfaces)


def readable(colour, surfaces):
    return least_contrast(colour, surfaces) >= ENOUGH


@lru_cache  # every page asks for its office's
def nearest_readable(colour, surfaces):
    """The colour itself or else made darker, on dark surfaces lighter, as little as need be."""
    target = BLACK if surfaces == BY_DAY else WHITE
    mixtures = (_mixed(colour, target, step / STEPS) for step in range(STEPS + 1))
    return next(mixture for mixture in mixtures if readable(mixture, surfaces))


def _luminance(colour):
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour):
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mixed(colour, target, share):
    pairs = zip(_parts(colour), _parts(target), strict=True)
    mixed = (round(own + (other - own) * share) for own, other in pairs)
    return "#" + "".join(f"{part:02x}" for part in mixed)
