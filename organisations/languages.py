"""The language somebody chose, wherever they log in."""

from django.conf import settings


def speak(response, user):
    """Let the browser ask for the pages in the person's language from now on."""
    options = {
        "path": settings.LANGUAGE_COOKIE_PATH,
        "secure": settings.LANGUAGE_COOKIE_SECURE,
        "httponly": settings.LANGUAGE_COOKIE_HTTPONLY,
        "samesite": settings.LANGUAGE_COOKIE_SAMESITE,
    }
    if user.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, **options)
    return response
