"""What lists share: the page asked for, and the words searched."""

from django.core.paginator import Paginator


def paged(rows, request, size):
    """The page asked for; the last one for what is not there."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


class KeysFirst(Paginator):
    """Finds which rows stand on a page before it reads all they are related to.

    With a dozen tables at once PostgreSQL no longer looks for the best way to a few rows.
    """

    def page(self, number):
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        page.object_list = self.object_list.filter(pk__in=keys)
        return page


def words(request):
    return request.GET.get("q", "").strip()
