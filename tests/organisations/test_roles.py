"""Roles come and go with the reach of their kind."""

import pytest

from fortbildung.shared.errors import Refused
from organisations.models import Organisation
from organisations.services import roles
from tests.factories import manager, office, provider, site

pytestmark = pytest.mark.django_db


def test_a_manager_who_leaves_one_node_keeps_the_others():
    boss = manager(provider())
    roles.grant(user=boss, kind="manager", organisation=site())
    roles.revoke(user=boss, kind="manager", organisation=provider())
    assert list(Organisation.objects.managed_by(boss)) == [site()]


def test_nobody_loses_a_role_they_do_not_have():
    boss = manager(site())
    with pytest.raises(Refused) as refused:
        roles.revoke(user=boss, kind="manager", organisation=provider())
    assert refused.value.messages == [f"{boss} hat diese Rolle nicht."]
    assert boss.roles.count() == 1


@pytest.mark.parametrize("change", [roles.grant, roles.revoke])
def test_both_ask_for_the_reach_of_the_kind(change):
    boss = manager()
    for kind, reach in [
        ("manager", {}),
        ("coordination", {"organisation": provider()}),
        ("office_staff", {}),
        ("auditor", {"central_office": office()}),
    ]:
        with pytest.raises(Refused):
            change(user=boss, kind=kind, **reach)
    assert boss.roles.count() == 1
