"""What people agree to, in every version there ever was."""

from django.utils import timezone
from django.views.generic import DetailView

from courses.models import LegalText
from fortbildung.shared.english import GERMAN, Said


class Text(DetailView):
    """One version, for anybody; it says so where there is a newer one.

    Who reads English reads the English words, where there are any, with the German text below.
    """

    template_name = "courses/legal_text.html"
    context_object_name = "text"

    def get_queryset(self):
        return LegalText.objects.published(timezone.now())

    def get_context_data(self, **kwargs):
        current = LegalText.objects.current(self.object.regime, now=timezone.now())
        newest = next(text for text in current if text.kind == self.object.kind)
        newer = None if newest == self.object else newest
        german = Said(self.object.sections, GERMAN)
        binding = german if self.object.sections_said != german else None
        return super().get_context_data(newer=newer, binding=binding, **kwargs)
