"""By what seminars can be told apart. `way` leads from what is counted to its seminar."""

from dataclasses import dataclass
from functools import partial

from django.db.models import F
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice
from reports.figures.dimensions import BY_NAME as OF_ENROLMENTS
from reports.figures.dimensions import Dimension, of_model, part_of_year


@dataclass(frozen=True, eq=False)
class SeminarDimension:
    """A dimension of enrolments whose words fit, and where a seminar says so."""

    words: Dimension
    path: str

    @property
    def name(self):
        return self.words.name

    def key(self, way=""):
        if self.words.is_time:
            return part_of_year(ExtractMonth, f"{way}{self.path}")
        return F(f"{way}{self.path}")


OFFICE = Dimension(
    "office",
    _("Central office"),
    _("per central office"),
    key=lambda: F("seminar__central_office"),
    named=partial(of_model, CentralOffice, str),
)
ALL = (
    SeminarDimension(OFFICE, "central_office"),
    SeminarDimension(OF_ENROLMENTS["course"], "course"),
    SeminarDimension(OF_ENROLMENTS["mode"], "course__delivery_mode"),
    SeminarDimension(OF_ENROLMENTS["month"], "span__starts_at"),
)
BY_NAME = {each.name: each for each in ALL}
