"""Fill an empty database with the demo's living story."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.models import Seminar
from fortbildung.demo import story


class Command(BaseCommand):
    help = "Load the demo: sample organisations, courses and seminars, people and two years past."

    def handle(self, **options):
        if Seminar.objects.exists():
            raise CommandError("Es gibt schon Veranstaltungen. Neu beginnen: make demo-reset")
        story.tell(now=timezone.now(), say=self.stdout.write)
