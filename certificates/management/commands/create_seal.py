from getpass import getpass
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.services import seals


class Command(BaseCommand):
    help = "Make the keys that seal certificates. Running it again changes nothing."

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--rotate", action="store_true", help="new keys; what was sealed before stays valid"
        )
        choice.add_argument(
            "--bring",
            metavar="FILE",
            type=Path,
            help="take what was issued elsewhere: PKCS#12, or PEM for a device",
        )

    def handle(self, *, rotate, bring, verbosity, **options):
        now = timezone.now()
        if bring:
            secret = getpass("Passphrase of the file: ")
            seal, new = seals.bring(content=bring.read_bytes(), passphrase=secret, now=now), True
        elif rotate:
            seal, new = seals.rotate(now=now), True
        else:
            seal, new = seals.create(now=now)
        if verbosity:
            self._tell(seal, new=new)

    def _tell(self, seal, *, new):
        self.stdout.write(f"{'New seal' if new else 'Seal in use'}: {seal.fingerprint}")
        self.stdout.write(f"It ends on {seal.ends_at:%Y-%m-%d}.")
