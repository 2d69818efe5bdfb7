"""How people book, and the bench that measures it."""

from dataclasses import dataclass

from bench import asking, floor, statements
from bench.drive import drive


@dataclass(frozen=True)
class Way:
    """How people book: the errand, its floor, and the answer that means “done”."""

    name: str
    booking: object
    floor: object
    expect: int
    statements: object


API = Way("API", asking.api_booking, asking.floor_booking, 201, statements.of_api_booking)
PAGES = Way("pages", asking.page_booking, asking.floor_visit, 302, statements.of_page_booking)


@dataclass(frozen=True)
class Bench:
    """One run's world, way of booking and sizes."""

    world: object
    way: Way
    quick: bool = False
    say: object = print

    @property
    def times(self):
        return 1 if self.quick else 3

    def count(self, usual):
        return max(usual // 10, 8) if self.quick else usual

    def book(self, people, seminars, clients):
        pairs = zip(people, seminars, strict=True)
        errands = [self.way.booking(person, seminar) for person, seminar in pairs]
        return drive(errands, clients=clients, expect=self.way.expect)

    def floor(self, rows, clients):
        floor.sweep()
        return drive([self.way.floor(row) for row in rows], clients=clients, expect=201)
