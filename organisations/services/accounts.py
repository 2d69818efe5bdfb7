"""Log-ins that come to be without a sign-up."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from organisations.models import User

# In the session: where somebody was when they registered, or had forgotten their password.
AFTER_SIGN_UP = "after_sign_up"


def trust_address(*, user: User) -> None:
    """Regard the person's address as confirmed, because the office entered it itself."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def lacks_second_factor(*, user: User) -> bool:
    """Whether the person needs a second factor and has none: neither an app nor a passkey."""
    own = Authenticator.objects.filter(user=OuterRef("pk"))
    second = own.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return User.objects.guarding_others().filter(~Exists(second), pk=user.pk).exists()
