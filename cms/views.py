from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.generic import TemplateView, View
from wagtail.images.models import Rendition

from cms.files import is_public, may_read

AN_HOUR = 60 * 60
NO_SCRIPT = "default-src 'none'; sandbox"


class Robots(TemplateView):
    """Search engines are welcome where everybody is."""

    template_name = "cms/robots.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs):
        sitemap = self.request.build_absolute_uri("/sitemap.xml")
        return super().get_context_data(**kwargs) | {"sitemap": sitemap}


class Picture(View):
    """A picture in one of its sizes. What was uploaded itself is served to nobody."""

    def get(self, request, name):
        sizes = Rendition.objects.select_related("image__collection")
        size = get_object_or_404(sizes, file=f"images/{name}")
        public = is_public(size.image)
        if not public and not may_read(size.image, request):
            raise Http404
        etag = f'"{size.pk}-{size.image.file_hash}"'
        answer = get_conditional_response(request, etag=etag) or _file(size)
        answer["ETag"] = etag
        answer["Cache-Control"] = f"public, max-age={AN_HOUR}" if public else "private, no-store"
        answer["Content-Security-Policy"] = NO_SCRIPT
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


def _file(size):
    try:
        return FileResponse(size.file.open("rb"))
    except FileNotFoundError as missing:
        raise Http404 from missing
