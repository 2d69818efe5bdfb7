"""The organisation tree in memory, found by name, while sites are imported below it."""

from collections import defaultdict
from collections.abc import Iterator

from fortbildung.shared.importing import CHANGED, NEW, UNCHANGED, change
from organisations.models import Organisation
from organisations.models.tree import STEP
from organisations.states import OrganisationKind


class Tree:
    """Associations, providers and sites by the names that identify them, in lower case."""

    def __init__(self) -> None:
        nodes = Organisation.objects.select_related("state").prefetch_related("programmes")
        self.associations = {}
        self.providers = defaultdict(list)
        self.sites = {}
        self.named, self.made, self.touched = {}, set(), set()
        for node in nodes:
            self._sort_in(node)

    def _sort_in(self, node):
        if node.kind == OrganisationKind.ASSOCIATION:
            self.associations[node.name.casefold()] = node
        elif node.kind == OrganisationKind.PROVIDER:
            self.providers[node.path[:STEP], node.name.casefold()].append(node)
        elif node.kind == OrganisationKind.SITE:
            self.sites[node.path[:-STEP], node.name.casefold(), node.postcode] = node

    def is_ambiguous(self, association: Organisation, name: str) -> bool:
        """Regional associations may each have a provider of that name."""
        return len(self.providers[association.path, name.casefold()]) > 1

    def provider(self, association: Organisation, name: str, facts: dict) -> Organisation:
        """The provider of that name, made at its first site where it is new."""
        namesakes = self.providers[association.path, name.casefold()]
        if not namesakes:
            made = association.add_child(
                kind=OrganisationKind.PROVIDER, name=name, state=facts["state"]
            )
            namesakes.append(made)
            self.made.add(made.pk)
        provider = namesakes[0]
        self.named[provider.pk] = provider
        return provider

    def site(self, provider: Organisation, facts: dict) -> Organisation | None:
        return self.sites.get((provider.path, facts["name"].casefold(), facts["postcode"]))

    def remember(self, site: Organisation) -> None:
        self._sort_in(site)
        self.touched.add(site.pk)

    def settle_providers(self) -> Iterator[tuple[Organisation, str]]:
        """Land and mailbox of a provider are those of its first site, when the file tells them.

        Yields each provider of the file with its outcome.
        """
        for provider in self.named.values():
            first = provider.get_first_child()
            facts = {}
            if first.pk in self.touched:
                facts = {"state": first.state, "email": first.email or provider.email}
            changed = change(provider, facts)
            if provider.pk in self.made:
                yield provider, NEW
            else:
                yield provider, CHANGED if changed else UNCHANGED
