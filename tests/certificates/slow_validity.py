"""Validity the slow and obvious way: day by day, each question asked anew; shares no code with us.

It knows the rules as the office would explain them, and nothing of periods.
"""

from datetime import date, timedelta

A_DAY = timedelta(days=1)
NEVER = date.max


def plus(day, months):
    """So many months on, month by month; the last day of a month that is too short."""
    year, month = day.year, day.month
    for _step in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return day_of(year, month, day.day)


def day_of(year, month, number):
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def end_by_rule(rule, start, old_end):
    end = NEVER
    if rule.validity == "completion":
        end = plus(start, rule.months)
    if rule.validity == "expiry":
        end = plus(old_end or start, rule.months)
    if rule.validity == "year_end":
        end = date(start.year + rule.years, 12, 31)
    if rule.validity == "fixed":
        end = next_fixed(rule, start)
    return end


def next_fixed(rule, start):
    year = start.year
    while day_of(year, rule.month, rule.day) < plus(start, rule.least_months):
        year += 1
    return day_of(year, rule.month, rule.day)


def valid_days(facts, rule, decrees, horizon):
    """Each day from the first fact to `horizon`: the last day of validity as known that evening.

    None where nothing is valid.
    """
    if not facts:
        return {}
    state = {"end": None, "since": None, "done": [], "seen": []}
    days, day = {}, min(fact.day for fact in facts)
    while day <= horizon:
        todays = [fact for fact in facts if fact.day == day]
        for effect in ("grants", "renews"):
            for fact in sorted(todays, key=lambda fact: fact.key):
                if fact.effect == effect:
                    state["seen"].append(fact)
                    happen(fact, rule, decrees, state)
        valid = state["end"] is not None and day <= state["end"]
        days[day] = state["end"] if valid else None
        day += A_DAY
    return days


def happen(fact, rule, decrees, state):
    """Let the fact change what is known, if it does."""
    end = learnt(fact, rule, state) if fact.effect == "grants" else refreshed(fact, rule, state)
    if end is not None:
        offer(fact, fact.until or end, decrees, state)


def learnt(fact, rule, state):
    """The end after the full course."""
    old = state["end"]
    in_time = old is not None and fact.day <= old and open_on(fact.day, rule, old)
    return end_with(fact, rule, fact.day, old if in_time else None)


def refreshed(fact, rule, state):
    """The end after a refresher; None: it does not suffice."""
    old = state["end"]
    if old in (None, NEVER) or fact.day > plus(old, rule.grace_months):
        return None
    start = fact.day
    if rule.renewal == "units" and fact.units:
        start = enough(fact, rule, state["seen"])
    elif not open_on(fact.day, rule, old) or something_lacks(fact, rule, state):
        start = None
    return start and end_with(fact, rule, start, old)


def something_lacks(fact, rule, state):
    """Whether one of several courses is still to come."""
    if rule.renewal != "all" or fact.course is None:
        return False
    state["done"].append(fact.course)
    return any(course not in state["done"] for course in rule.courses)


def end_with(fact, rule, start, old_end):
    end = end_by_rule(rule, start, old_end)
    if rule.validity == "expiry" and end < fact.day:
        return end_by_rule(rule, fact.day, None)
    return end


def open_on(day, rule, end):
    if end == NEVER:
        return False
    return rule.window_months is None or day >= plus(end, -rule.window_months)


def enough(fact, rule, seen):
    """The oldest training of the fewest newest ones that suffice, all within the span."""
    trainings = [other for other in seen if other.units]
    for count in range(1, len(trainings) + 1):
        newest = trainings[-count:]
        if any(plus(training.day, rule.span_months) < fact.day for training in newest):
            return None
        if sum(training.units for training in newest) >= rule.units:
            return newest[0].day
    return None


def offer(fact, end, decrees, state):
    """Take the new end if it helps on the day of the fact."""
    for decree in decrees:
        if end != NEVER and decree.first <= end <= decree.last:
            end = max(end, decree.until)
    helps = state["end"] is None or end > state["end"] or state["end"] < fact.day
    if end >= fact.day and helps:
        state["end"], state["done"] = end, []
