"""Version 1: its routers, and where they are mounted."""

from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI

from fortbildung.api import (
    attendance,
    booking,
    certificates,
    courses,
    enrolments,
    reports,
    seminars,
)
from fortbildung.api.docs import Docs
from fortbildung.api.handlers import mounted

api = NinjaAPI(
    title="Fortbildung API",
    version="1",
    description=_(
        "Fortbildung for programs: read and book by the rules of the pages. Times are in UTC."
    ),
    urls_namespace="api",
    docs=Docs(),
)
for part in (courses, seminars, booking, enrolments, attendance, certificates, reports):
    api.add_router("", part.router)
urls = mounted(api)
