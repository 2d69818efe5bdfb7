"""The matrix of rights tells what the pages do, to the last cell."""

import pytest

from reports.questions.rights import RIGHTS, Who
from tests.policies import POLICIES

OPENS = (200, 405)  # 405: it is there, and takes a form only


def opens_for(routes):
    """The roles for which any of the routes is there."""
    answers = [policy for route, policy, *_args in POLICIES if route in routes]
    assert len({route for route, *_rest in POLICIES if route in routes}) == len({*routes})
    return {who for who in Who if any(policy[who.value] in OPENS for policy in answers)}


def is_everybodys_own(route):
    """Each finds a page of their own there, or their own things only."""
    answers = [policy for known, policy, *_args in POLICIES if known == route]
    return bool(answers) and all(policy[Who.PERSON.value] == 200 for policy in answers)


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: str(right.what)[:30])
def test_the_matrix_says_of_each_right_who_has_it(right):
    own = {Who.PERSON} if right.own else set()
    assert all(map(is_everybodys_own, right.own))
    assert opens_for(right.routes) | own == right.who
