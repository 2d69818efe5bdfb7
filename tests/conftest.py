"""What all tests stand on."""

import pytest
from django.db import connections
from django.template import engines

from tests.databases import emptying, migrated


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix,  # noqa: ARG001 – it names the copy
):
    """Each worker's database is a copy; migrating it once more finds nothing to do."""
    connection = connections["default"]
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated()
    connection.ops.sql_flush = emptying(connection)


@pytest.fixture(autouse=True)
def _undefined_variables_cost_nothing_where_they_may_be(request, monkeypatch):
    """Else the whole stack is read for each of them, and Wagtail's templates have thousands."""
    if request.node.get_closest_marker("ignore_template_errors"):
        monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
