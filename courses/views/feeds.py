"""The personal calendar: the page that gives the secret address, and the calendar behind it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from courses.models import CalendarFeed
from courses.services import feeds
from fortbildung.shared.errors import Refused
from fortbildung.shared.rate_limit import address_of, seconds_to_wait

ASKED = {"scope": "calendar-feed", "limit": 120, "period": 60}  # per address
DISCREET = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


class Subscribe(LoginRequiredMixin, TemplateView):
    """Whether one has a calendar link, and the buttons to make, replace and revoke it."""

    template_name = "courses/calendar.html"

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return super().get_context_data(feed=feed, **({"address": ""} | kwargs))

    def post(self, request):
        """The answer shows the secret, which is kept nowhere: so it is no redirect."""
        try:
            replaces = forms.IntegerField(required=False).clean(request.POST.get("replaces"))
            token = feeds.open_feed(person=request.user, replaces=replaces, now=timezone.now())
        except (Refused, forms.ValidationError) as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("courses:calendar")
        address = settings.SITE_URL + reverse("courses:feed", args=[token])
        webcal = "webcal" + address[address.index(":") :]
        return self.render_to_response(self.get_context_data(address=address, webcal=webcal))


class Revoke(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request):
        feeds.close_feed(person=request.user)
        messages.success(request, _("The calendar link is revoked: nobody gets anything from it."))
        return redirect("courses:calendar")


class Feed(View):
    """The calendar, for whoever knows the secret; calendars do not log in."""

    def get(self, request, token):
        now = timezone.now()
        if seconds := seconds_to_wait(address_of(request), **ASKED):
            return HttpResponse(status=429, headers=DISCREET | {"Retry-After": str(seconds)})
        feed = get_object_or_404(feeds.feeds_under(token))
        answer = HttpResponse(
            feeds.read(feed=feed, now=now), content_type="text/calendar; charset=utf-8"
        )
        since, answer.headers["ETag"] = int(feed.changed_at.timestamp()), quote_etag(feed.etag)
        for name, value in (DISCREET | {"Last-Modified": http_date(since)}).items():
            answer.headers[name] = value
        return get_conditional_response(request, answer.headers["ETag"], since, answer)
