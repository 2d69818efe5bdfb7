"""Log-ins that come to be without a sign-up."""

from allauth.account.models import EmailAddress

from organisations.models import User


def trust_address(*, user: User) -> None:
    """Regard the person's address as confirmed, because the office entered it itself."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
