"""`{% said page "intro" as intro %}`: words with the language they are in."""

from django import template

from fortbildung.shared.english import said

register = template.Library()
register.simple_tag(said, name="said")
