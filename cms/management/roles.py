"""What the commands about roles share: whose role it is and how far it reaches."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.access import admit
from organisations.models import CentralOffice, Organisation, User
from organisations.states import RoleKind


class RoleCommand(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("kind", choices=RoleKind.values)
        reach = parser.add_mutually_exclusive_group()
        reach.add_argument("--office", metavar="SHORT", help="short name of the central office")
        reach.add_argument("--organisation", metavar="NAME", help="name of the organisation")

    def handle(self, *, email, kind, office, organisation, **options):
        person = the_one(User, email=email.lower())
        try:
            done = self.change(
                user=person,
                kind=RoleKind(kind),
                organisation=organisation and the_one(Organisation, name=organisation),
                central_office=office and the_one(CentralOffice, short_name=office),
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        admit(person)
        self.stdout.write(done)

    def change(self, **role):
        """Give or take the role; what was done, in words."""
        raise NotImplementedError


def the_one(model, **fields):
    """The only row with these values; a clear word when there is none or more than one."""
    found = model.objects.filter(**fields)[:2]
    if len(found) == 1:
        return found[0]
    raise CommandError(f"{len(found) or 'no'} such {model.__name__}: {fields}")
