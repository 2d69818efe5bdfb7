"""What becomes of each line: a row that is in the team, a change, or an invitation.

Only the manager's own staff and sites are ever asked. An address that is not among them becomes
an invitation, whether somebody has an account with it or not.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from fortbildung.shared.importing import Problem
from organisations.models import Employment, Invitation, User
from organisations.services.staff_list.reading import Line, StaffList, read_staff_list
from organisations.services.staff_list.words import (
    changes,
    in_figures,
    in_words,
    name_differs,
    since,
    where,
)
from organisations.services.staff_list.workplaces import Workplaces
from organisations.states import EmploymentFunction, EmploymentState, RowOutcome

WHOLE = Decimal(1)
A_DAY = timedelta(days=1)
NEW_ONES = {"function": EmploymentFunction.COUNSELLOR, "fte_share": WHOLE}


@dataclass
class Planned:
    """A line and what it leads to. `employment` and `invitation` are those there are."""

    line: Line
    outcome: RowOutcome
    facts: dict = field(default_factory=dict)
    employment: Employment | None = None
    invitation: Invitation | None = None
    told: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Plan:
    rows: list[Planned]
    ignored: list[str]

    @property
    def has_problems(self) -> bool:
        return any(row.problems for row in self.rows)

    @property
    def changes_something(self) -> bool:
        rests = {RowOutcome.UNCHANGED, RowOutcome.WRONG}
        return any(row.outcome not in rests and row.facts for row in self.rows)

    @property
    def digest(self) -> str:
        """Differs as soon as a line would lead to something else than was looked at."""
        said = [(row.line.number, row.outcome.value, row.told) for row in self.rows]
        return sha256(repr(said).encode()).hexdigest()


def plan_staff_list(*, data: bytes, manager: User, now: datetime, lock: bool = False) -> Plan:
    """Every line of the file with what it would lead to. Refused when the file cannot be read."""
    today = timezone.localdate(now)
    read = read_staff_list(data, workplaces=Workplaces(manager), today=today)
    planner = _Planner(read, manager, now, lock=lock)
    return Plan(planner.rows(), read.ignored)


class _Planner:
    def __init__(self, read: StaffList, manager: User, now: datetime, *, lock: bool) -> None:
        self.read, self.now, self.today = read, now, timezone.localdate(now)
        emails = {line.email for line in read.lines}
        self.jobs, self.invitations = defaultdict(list), {}
        own = Employment.objects.managed_by(manager).filter(user__email__in=emails)
        own = own.exclude(state=EmploymentState.DECLINED).in_full()
        for job in own.select_for_update(of=["self"]) if lock else own:
            self.jobs[job.user.email].append(job)
        known = Invitation.objects.visible_to(manager).unsettled().in_full()
        known = known.filter(email__in=emails)
        for each in known.select_for_update(of=["self"]) if lock else known:
            self.invitations[each.email, each.organisation_id, each.programme_id] = each

    def rows(self):
        """In the order of the file."""
        self._check_lines_differ()
        wrong = {problem.line for problem in self.read.problems.found}
        people = defaultdict(list)
        for line in self.read.lines:
            if line.number not in wrong:
                people[line.email].append(line)
        planned = [row for lines in people.values() for row in self._person(lines)]
        told = defaultdict(list)
        for problem in self.read.problems.found:
            told[problem.line].append(problem)
        by_line = {row.line.number: row for row in planned if row.line.number not in told}
        return [
            by_line.get(line.number) or Planned(line, RowOutcome.WRONG, problems=told[line.number])
            for line in self.read.lines
        ]

    def _check_lines_differ(self):
        first = {}
        for line in self.read.lines:
            key = (line.email, line.place, line.programme)
            if all(key) and first.setdefault(key, line) is not line:
                self.read.problems.add(
                    line.row,
                    "email",
                    _("Line %(first)s names the same person, site and programme.")
                    % {"first": first[key].number},
                    _("Keep one of the two lines."),
                )

    def _person(self, lines):
        """All lines with one address against all that is known of it in the manager's reach."""
        jobs = [job for job in self.jobs[lines[0].email] if not self._is_over(job)]
        there = {(job.organisation_id, job.programme_id): job for job in jobs}
        others = []
        for line in lines:
            if job := there.pop((line.place.pk, line.programme.pk), None):
                yield self._known(line, job)
            else:
                others.append(line)
        staff = [job for job in jobs if job.state == EmploymentState.CONFIRMED]
        left = [job for job in staff if job in there.values()]
        if staff:
            yield from self._elsewhere(others, staff, left)
        else:
            yield from map(self._invited, others)

    def _elsewhere(self, lines, staff, left):
        """Somebody of the staff, at a site or in a programme that is new for them.

        With one employment `left` that no line names, that one changes; with none, one is added.
        """
        if lines and (len(left) > 1 or (left and len(lines) > 1)):
            self._refuse_unclear(lines, left)
        elif left:
            yield from (self._moved(line, left[0]) for line in lines)
        else:
            yield from (self._added(line, staff[0]) for line in lines)

    def _refuse_unclear(self, lines, jobs):
        for line in lines:
            self.read.problems.add(
                line.row,
                "site",
                _("%(name)s has several employments; it is not clear which one changes: %(jobs)s.")
                % {"name": line.name, "jobs": "; ".join(where(job) for job in jobs)},
                _("List each of them in a line of its own, or enter the change under “Staff”."),
            )

    def _known(self, line, job):
        """The same site and programme: confirmed, changed, or as it was."""
        facts = _facts(line, job)
        told = changes(job, facts)
        asked = job.state == EmploymentState.REQUESTED
        outcome = RowOutcome.CHANGED if told else RowOutcome.UNCHANGED
        outcome = RowOutcome.CONFIRMED if asked else outcome
        told = [*told, *name_differs(line, job)]
        return self._checked(Planned(line, outcome, facts, job, told=told), ends=job.ends)

    def _moved(self, line, job):
        """Another site or programme: from a later day on, or as a correction from the start."""
        facts = _facts(line, job) | {"starts": line.starts or self.today}
        if facts["starts"] <= job.starts:
            told = [*changes(job, facts), *name_differs(line, job)]
            planned = Planned(line, RowOutcome.CHANGED, facts, job, told=told)
        else:
            told = [
                _("Until %(day)s: %(place)s.")
                % {"day": in_figures(facts["starts"] - A_DAY), "place": where(job)},
                in_words(facts),
                *name_differs(line, job),
            ]
            planned = Planned(line, RowOutcome.MOVED, facts, job, told=told)
        return self._checked(planned, ends=job.ends)

    def _added(self, line, job):
        """One more employment of somebody who is in the team; `job` is one of theirs."""
        facts = _facts(line, None, today=self.today)
        told = [in_words(facts), *name_differs(line, job)]
        planned = Planned(line, RowOutcome.ADDED, facts, job, told=told)
        return self._checked(planned, ends=None)

    def _checked(self, planned, *, ends):
        """With what speaks against it: the same employment at the same time, or no time at all."""
        facts, line = planned.facts, planned.line
        if ends and facts["starts"] > ends:
            self.read.problems.add(
                line.row,
                "starts",
                _("The employment ends on %(day)s.") % {"day": in_figures(ends)},
                _("Write an earlier date."),
            )
        for job in self.jobs[line.email]:
            if job is not planned.employment and _overlap(job, facts, ends):
                self.read.problems.add(
                    line.row,
                    "starts",
                    _("There is such an employment already: %(job)s.") % {"job": since(job)},
                    _("Write a date after it, or leave the line out."),
                )
        return planned

    def _invited(self, line):
        facts = _facts(line, None, today=self.today)
        known = self.invitations.get((line.email, line.place.pk, line.programme.pk))
        expired = known and known.has_expired(self.now)
        planned = Planned(line, RowOutcome.INVITED, facts, invitation=known, told=[in_words(facts)])
        if known and not expired:
            planned.outcome = RowOutcome.INVITED_ALREADY
            planned.told = changes(known, _facts(line, known))
            planned.facts = _facts(line, known) if planned.told else {}
        return planned

    def _is_over(self, job):
        return job.ends is not None and job.ends < self.today


def _facts(line, known, today=None):
    """What the line says; where it says nothing, what is known, or usual."""
    said = {"organisation": line.place, "programme": line.programme}
    for name in ("function", "fte_share", "starts"):
        usual = getattr(known, name) if known else NEW_ONES.get(name, today)
        value = getattr(line, name)
        said[name] = usual if value is None else value
    return said


def _overlap(job, facts, ends):
    """Whether that employment would be there twice on some day."""
    same = (job.organisation_id, job.programme_id) == (
        facts["organisation"].pk,
        facts["programme"].pk,
    )
    apart = (ends and ends < job.starts) or (job.ends and job.ends < facts["starts"])
    return same and not apart
