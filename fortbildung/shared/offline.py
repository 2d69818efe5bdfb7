"""The page for whoever has lost the connection, and the script that keeps it at hand."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def page(request):
    return render(request, "offline.html")


@require_safe
@cache_control(no_cache=True)
def script(request):
    """At the root, as it may only help pages below its own address."""
    return render(request, "offline.js", content_type="text/javascript; charset=utf-8")
