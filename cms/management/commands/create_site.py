from django.core.management.base import BaseCommand

from cms import access, site


class Command(BaseCommand):
    help = "Create the public site, its groups and its workflow; safe to run again."

    def handle(self, **options):
        site.create_site()
        self.stdout.write(f"The site stands; {access.admit_all()} people admitted.")
