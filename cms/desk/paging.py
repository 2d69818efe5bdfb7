"""Long lists in pages; several lists can stand on one page, each with a parameter of its own."""

from django.core.paginator import Paginator

PER_PAGE = 50


def page_of(rows, request, parameter, *, per_page=PER_PAGE):
    """The page asked for, its rows read, with `before` and `after` to turn it."""
    page = Paginator(rows, per_page).get_page(request.GET.get(parameter))
    page.object_list = list(page.object_list)
    page.before = page.has_previous() and f"?{parameter}={page.previous_page_number()}"
    page.after = page.has_next() and f"?{parameter}={page.next_page_number()}"
    return page
