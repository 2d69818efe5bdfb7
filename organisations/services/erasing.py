"""What is left of an account that its owner gave up: nothing with which one could log in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.models import Deputy, User


def close_account(*, user: User, forget_name: bool) -> None:
    """End every way in and every role; the row stays, as others' histories point at it."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Deputy.objects.filter(Q(manager=user) | Q(deputy=user)).delete()
    user.tokens.all().delete()
    user.roles.all().delete()
    user.groups.clear()
    user.email = f"{user.pk}@erased.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    if forget_name:
        with override(settings.LANGUAGE_CODE):
            user.first_name, user.last_name = "", _("erased person")
    user.save()
