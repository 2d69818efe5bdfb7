from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: Edge also calls itself Chrome, and Chrome Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}


@register.filter
def browser(user_agent):
    """“Firefox, Windows”: enough to know one's own device by."""
    name = next((BROWSERS[mark] for mark in BROWSERS if mark in user_agent), None)
    system = next((SYSTEMS[mark] for mark in SYSTEMS if mark in user_agent), None)
    return ", ".join(filter(None, [name, system])) or _("unknown browser")
