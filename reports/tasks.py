from django.utils import timezone

from fortbildung.shared.work import callable_soon
from reports.services import funding_files


@callable_soon
def carry_on_files():
    return funding_files.carry_on(now=timezone.now())
