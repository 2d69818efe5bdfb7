"""What lists share: the page asked for, and the words searched."""

from django.core.paginator import Paginator


def paged(rows, request, size):
    """The page asked for; the last one for what is not there."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def words(request):
    return request.GET.get("q", "").strip()
