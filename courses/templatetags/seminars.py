from django import template

from courses import rules

register = template.Library()
register.filter(rules.units_offered)
register.filter(rules.names_of_speakers)
register.filter(rules.state_now)
