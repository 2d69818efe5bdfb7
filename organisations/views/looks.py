"""Colours and logo of an office, for everybody; the address names the content."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from organisations.models import CentralOffice, OfficeLogo
from organisations.services.looks import digest_of, styles_of

FOR_GOOD = "public, max-age=31536000, immutable"
NO_SCRIPT = "default-src 'none'; sandbox"


class OfOffice(View):
    """Kept for good by whoever asks for what is there; an older address gets what is there now."""

    content_type = ""

    def get(self, _request, slug, version):
        office = get_object_or_404(CentralOffice, slug=slug)
        content, current = self.content(office)
        if not content:
            raise Http404
        answer = HttpResponse(content, content_type=self.content_type)
        answer["Cache-Control"] = FOR_GOOD if version == current else "no-cache"
        answer["Content-Security-Policy"] = NO_SCRIPT
        return answer


class Styles(OfOffice):
    content_type = "text/css; charset=utf-8"

    def content(self, office):
        styles = styles_of(office).encode()
        return styles, digest_of(styles)


class Logo(OfOffice):
    content_type = "image/png"

    def content(self, office):
        logo = OfficeLogo.objects.filter(office=office).first()
        return logo and bytes(logo.png), office.logo
