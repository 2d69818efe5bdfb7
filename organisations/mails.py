"""What is told about employments and deputies; one mail per event and addressee, keyed by both."""

from datetime import datetime

from fortbildung.shared import mail
from organisations.models import CentralOffice, Deputy, Employment, User


def tell_of_request(employment: Employment, *, now: datetime) -> None:
    """Tell the managers of the place; without any, its function mailbox or central office."""
    managers = list(User.objects.managing(employment.organisation))
    addresses = [person.email for person in managers] or _mailboxes(employment.organisation)
    for number, address in enumerate(addresses):
        mail.post(
            key=f"employment-{employment.pk}-requested-{number}",
            to=address,
            template="organisations/employment_requested",
            context={"employment": employment, "person": employment.user, "managed": managers},
            now=now,
        )


def tell_of_decision(employment: Employment, *, reason: str, now: datetime) -> None:
    """Tell the person that the employment was confirmed, or declined and why."""
    mail.post(
        key=f"employment-{employment.pk}-{employment.state}",
        to=employment.user.email,
        template=f"organisations/employment_{employment.state}",
        context={"employment": employment, "person": employment.user, "reason": reason},
        now=now,
    )


def tell_of_deputy(deputy: Deputy, *, now: datetime) -> None:
    """Tell the deputy for whom they stand in, and when."""
    mail.post(
        key=f"deputy-{deputy.pk}-appointed",
        to=deputy.deputy.email,
        template="organisations/deputy_appointed",
        context={"deputy": deputy},
        now=now,
    )


def _mailboxes(place):
    """The nearest function mailbox from the place upwards, else the central offices above."""
    line = [place, *reversed(place.get_ancestors())]
    own = [node.email for node in line if node.email][:1]
    offices = CentralOffice.objects.filter(organisation__in=line).order_by("pk")
    return own or list(offices.values_list("email", flat=True))
