import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.safestring import mark_safe

register = template.Library()

# As in Django's json_script: nothing in the data may end the script or begin a tag.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld(data):
    """The data as a block for machines; browsers never execute this type of script."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 – escaped


@register.simple_tag
def absolute(file):
    """The whole address of a static file, for those who read the page elsewhere."""
    return settings.SITE_URL + static(file)
