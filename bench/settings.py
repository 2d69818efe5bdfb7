"""The demo as it is served, with the floor's addresses beside its own."""

from fortbildung.settings.demo import *  # noqa: F403
from fortbildung.settings.demo import INSTALLED_APPS

INSTALLED_APPS = ["bench", *INSTALLED_APPS]
ROOT_URLCONF = "bench.urls"

# The load comes from one address and the floor is a form; nobody is to be turned away for that.
FORM_RATE = 10**9
