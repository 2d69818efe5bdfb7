"""Public pages about one person's matter, reached by an address that is hard to guess."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def discreet(view):
    """No cache keeps the page, no search engine lists it, no other site learns its address.

    Not `no-referrer`: browsers then send forms with the origin “null”, which Django's protection
    against forged requests refuses, those of the page's own header included.
    """

    @wraps(view)
    def wrapped(*args, **kwargs):
        response = view(*args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped
