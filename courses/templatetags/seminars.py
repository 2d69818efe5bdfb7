from django import template

from courses import rules

register = template.Library()
register.filter(rules.units_offered)
