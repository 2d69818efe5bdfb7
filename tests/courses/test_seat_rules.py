"""The pure rules of seats and lots, for any tree and any applicants."""

from hypothesis import given
from hypothesis import strategies as st

from courses.lottery import Applicant, Criteria, select
from courses.seats import Contingent, Room, total

PATHS = ["0001", "00010001", "000100010001", "000100010002", "00010002", ""]
PROMISES = st.lists(
    st.builds(
        Contingent,
        path=st.sampled_from(PATHS),
        used=st.integers(0, 3),
        reserved=st.integers(0, 4),
        limit=st.none() | st.integers(0, 8),
    ),
    max_size=6,
    unique_by=lambda contingent: contingent.path,
)


def room_with(capacity, used, found):
    named = [Contingent(**(vars(c) | {"key": n, "children": []})) for n, c in enumerate(found, 1)]
    return Room(capacity, Contingent(used=used), named)


ROOMS = st.builds(
    room_with,
    st.integers(0, 14),
    st.integers(0, 4),
    PROMISES,
)


def claim_everything(room, plus=None):
    """Seat by seat: everybody claims what is guaranteed, the smallest parts first."""
    used = {key: contingent.used for key, contingent in room.by_key.items()}
    used[plus if plus in used else None] += plus in used
    deepest_first = sorted(room.by_key, key=lambda key: -len(room.line(key)))
    for key in deepest_first:
        below = [other for other in used if room.by_key[key] in room.line(other)]
        while sum(used[other] for other in below) < room.by_key[key].reserved:
            used[key] += 1
    return sum(used.values())


@given(room=ROOMS)
def test_what_is_needed_is_what_is_taken_once_all_have_claimed(room):
    assert room.need == claim_everything(room, plus="nobody")
    assert room.kept == room.need - room.taken


@given(room=ROOMS, data=st.data())
def test_a_seat_is_given_exactly_when_all_fit_and_no_limit_is_passed(room, data):
    key = data.draw(st.sampled_from(list(room.by_key)))
    fits = claim_everything(room, plus=key) <= room.capacity
    limits = all(c.limit is None or total(c) < c.limit for c in room.line(key))
    assert (room.block(key) is None) == (fits and limits)


@given(room=ROOMS, data=st.data())
def test_giving_a_seat_never_makes_one_free_for_another(room, data):
    """So whoever was passed over need not be asked again."""
    key, other = (data.draw(st.sampled_from(list(room.by_key))) for _ in range(2))
    passed_over = room.block(other) is not None
    room.by_key[key].used += 1
    assert not passed_over or room.block(other) is not None


APPLICANTS = st.lists(
    st.builds(
        Applicant,
        key=st.integers(1, 99),
        provider=st.integers(1, 3),
        charged_to=st.sampled_from([None, 1]),
        mandatory=st.booleans(),
        not_selected_last_time=st.booleans(),
        priority=st.integers(1, 3),
        moved=st.sampled_from([None, None, True, False]),
        elsewhere=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda applicant: applicant.key,
)
CRITERIA = st.builds(Criteria, st.booleans(), st.booleans(), st.booleans())


def draw(applicants, criteria, seed="seed", limit=2):
    room = Room(4, Contingent(), [Contingent(key=1, path="0001", reserved=2, limit=3)])
    choices = select(applicants, room=room, criteria=criteria, seed=seed, provider_limit=limit)
    return room, choices


@given(applicants=APPLICANTS, criteria=CRITERIA, dice=st.randoms())
def test_the_same_seed_gives_the_same_choice_in_whatever_order_they_applied(
    applicants, criteria, dice
):
    shuffled = dice.sample(applicants, len(applicants))
    assert draw(applicants, criteria)[1] == draw(shuffled, criteria)[1]


@given(applicants=APPLICANTS, criteria=CRITERIA)
def test_a_selection_gives_no_more_than_there_is(applicants, criteria):
    room, choices = draw(applicants, criteria)
    chosen = [choice.applicant for choice in choices if choice.selected]
    assert room.taken == len(chosen)
    assert room.need <= 4
    assert sum(a.charged_to == 1 for a in chosen) <= 3
    assert all(sum(a.provider == p for a in chosen) <= 2 for p in (1, 2, 3))
    assert not any(a.elsewhere or a.moved is False for a in chosen)


@given(applicants=APPLICANTS, criteria=CRITERIA)
def test_the_criteria_count_in_their_order(applicants, criteria):
    _room, choices = draw(applicants, criteria)

    def worth(choice):
        a = choice.applicant
        return (
            a.moved is not True,
            a.priority,
            criteria.mandatory_first and not a.mandatory,
            choice.turn if criteria.one_per_provider_first else 0,
            criteria.not_selected_first and not a.not_selected_last_time,
            choice.lot,
        )

    assert [worth(choice) for choice in choices] == sorted(map(worth, choices))
    assert [choice.rank for choice in choices] == list(range(1, len(choices) + 1))
