"""Log-ins that come to be without a sign-up."""

from allauth.account.models import EmailAddress

from organisations.models import User

AFTER_SIGN_UP = "after_sign_up"  # in the session: where somebody was when they registered


def trust_address(*, user: User) -> None:
    """Regard the person's address as confirmed, because the office entered it itself."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
