"""What is left of an account that its owner gave up: nothing with which one could log in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.models import BarrierReport, Deputy, Invitation, User


def close_account(*, user: User) -> None:
    """End every way in and every role; the row stays, as others' histories point at it."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Invitation.objects.filter(email=user.email).delete()
    BarrierReport.objects.filter(email__iexact=user.email).update(name="", email="")
    Deputy.objects.filter(Q(manager=user) | Q(deputy=user)).delete()
    user.tokens.all().delete()
    user.roles.all().delete()
    user.groups.clear()
    user.email = f"{user.pk}@erased.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()


def erased_name() -> str:
    """What stands where a name was."""
    with override(settings.LANGUAGE_CODE):
        return _("erased person")


def forget_name(*, user: User) -> None:
    """The row stays without a name: whoever counts people counts as many as before."""
    user.first_name, user.last_name = "", erased_name()
    user.save(update_fields=["first_name", "last_name"])
