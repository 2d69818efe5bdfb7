"""What is kept and read by others is written in the house's language, whoever acts."""

from functools import wraps

from django.conf import settings
from django.utils import translation


def for_the_record(words):
    """Have `words` say it in the language of the records, not in that of the person at work."""

    @wraps(words)
    def said(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return words(*args, **kwargs)

    return said
