from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused
from organisations.models import User
from organisations.services.tokens import create_token
from organisations.states import TokenScope

A_YEAR, A_CENTURY = 365, 36525


class Command(BaseCommand):
    help = "Make a key to the API in somebody's name, and print its secret this once."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--scope", choices=TokenScope.values, default=TokenScope.READ)
        parser.add_argument("--days", type=int, default=A_YEAR, help="valid for so many days")
        parser.add_argument("--name", default="create_token", help="what it is for")

    def handle(self, *, email, scope, days, name, **options):
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(_("Nobody has an account with %(email)s.") % {"email": email})
        if not 1 <= days <= A_CENTURY:
            raise CommandError(
                _("An API key is valid for 1 to %(most)s days.") % {"most": A_CENTURY}
            )
        now = timezone.now()
        expires_at = now + timedelta(days=days)
        try:
            _token, secret = create_token(
                user=person, name=name, scope=TokenScope(scope), expires_at=expires_at, now=now
            )
        except Refused as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(secret)
