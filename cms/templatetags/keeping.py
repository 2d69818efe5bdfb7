"""`{% kept "name" %}` … `{% endkept %}`: made once for everybody who reads the page meanwhile."""

from django import template
from django.conf import settings
from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.utils.translation import get_language

register = template.Library()


class Kept(template.Node):
    def __init__(self, name, nodes):
        self.name, self.nodes = name, nodes

    def render(self, context):
        """From the cache; never in a preview, which shows what nobody else sees yet."""
        if not settings.PAGES_KEPT or getattr(context["request"], "is_preview", False):
            return self.nodes.render(context)
        version = [context["page"].cache_key, get_language(), context["news"]]
        key = make_template_fragment_key(f"kept-{self.name.resolve(context)}", version)
        if (kept := cache.get(key)) is None:
            kept = self.nodes.render(context)
            cache.set(key, kept, settings.PAGES_KEPT.total_seconds())
        return kept


@register.tag
def kept(parser, token):
    """The page's view adds `news`; nothing inside may depend on who reads it."""
    _tag, name = token.split_contents()
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return Kept(parser.compile_filter(name), nodes)
