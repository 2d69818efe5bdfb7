from django.views.generic import TemplateView


class Robots(TemplateView):
    """Search engines are welcome where everybody is."""

    template_name = "cms/robots.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs):
        sitemap = self.request.build_absolute_uri("/sitemap.xml")
        return super().get_context_data(**kwargs) | {"sitemap": sitemap}
