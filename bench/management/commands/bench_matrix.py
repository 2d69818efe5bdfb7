"""How long the matrix takes with 500 people of whom 20 things are required, half of them proven.

DJANGO_SETTINGS_MODULE=bench.settings python manage.py bench_matrix
"""

from datetime import timedelta

from django.utils import timezone

from bench.scratch import Measurement, Reader, page_times
from certificates.models import Requirement
from courses.models import Qualification, QualificationPeriod, QualificationRecord
from organisations.models import Employment
from tests.factories import PersonFactory, manager, programme, site

PEOPLE, REQUIREMENTS, TIMES = 500, 20, 9
YEAR = timedelta(days=365)
ADDRESSES = {
    "first page": "/team/qualifikationen/",
    "overdue only": "/team/qualifikationen/?state=overdue",
    "the whole as Excel": "/team/qualifikationen.xlsx",
}


class Command(Measurement):
    help = "Measure the matrix of qualifications in a database of its own."
    part = "matrix"
    heads = ("page", "ms", "of these the process", "SQL")

    def fill(self, **options):
        self.manager = manager()
        _fill(timezone.now())

    def rows(self):
        reader = Reader(self.manager)
        for name, address in ADDRESSES.items():
            wall, work, statements = page_times(reader, address, times=TIMES)
            yield name, f"{wall:.0f}", f"{work:.0f}", str(statements)


def _fill(now):
    people, kinds = _team(now), _kinds(now)
    records = QualificationRecord.objects.bulk_create(
        QualificationRecord(
            person=person,
            qualification=kind,
            valid_from=now.date() - (1 + (n + m) % 4) * YEAR,
            source="Zeugnis",
            recorded_at=now,
        )
        for n, person in enumerate(people)
        for m, kind in enumerate(kinds)
        if (n + m) % 2
    )
    QualificationPeriod.objects.bulk_create(
        QualificationPeriod(
            person=record.person,
            qualification=record.qualification,
            record=record,
            first_day=record.valid_from,
            last_day=record.valid_from + 2 * YEAR,
            grace_until=record.valid_from + 2 * YEAR,
            reckoned_from=record.valid_from,
        )
        for record in records
    )


def _team(now):
    people = PersonFactory.create_batch(PEOPLE, password="!")
    Employment.objects.bulk_create(
        Employment(
            user=person,
            organisation=site(),
            programme=programme(),
            starts=now.date() - 3 * YEAR,
            state="confirmed",
            decided_at=now,
        )
        for person in people
    )
    return people


def _kinds(now):
    kinds = Qualification.objects.bulk_create(
        Qualification(code=f"K{n}", name=f"Art {n}") for n in range(REQUIREMENTS)
    )
    Requirement.objects.bulk_create(
        Requirement(
            qualification=kind,
            title=f"Anforderung {kind.code}",
            valid_from=now.date() - 5 * YEAR,
            within_months=12,
            decided_at=now,
        )
        for kind in kinds
    )
    return kinds
