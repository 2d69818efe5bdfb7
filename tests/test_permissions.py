"""Every route has a declared policy, and keeps it. A new route without one fails here."""

from django.urls import URLPattern, URLResolver, get_resolver

# Who may come in. Everybody not named is sent to the log-in (strangers) or told 404.
PUBLIC, PERSON, MANAGER, REPORTS, DESK = "public", "person", "manager", "reports", "desk"

POLICY = {
    # Monitors, languages
    "shared:live": PUBLIC,
    "shared:ready": PUBLIC,
}
# Whole trees with one policy.
TREES = {"verwaltung/": DESK}


def routes(resolver=None, prefix="", names=()):
    """Every route as (path pattern, full name)."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from routes(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield pattern, ":".join((*names, entry.name or f"<{pattern}>"))


def tree_of(pattern):
    return next((policy for tree, policy in TREES.items() if pattern.startswith(tree)), None)


def test_every_route_has_a_policy():
    undeclared = {name for path, name in routes() if not tree_of(path) and name not in POLICY}
    assert undeclared == set()


def test_every_policy_belongs_to_a_route():
    assert set(POLICY) - {name for _path, name in routes()} == set()
