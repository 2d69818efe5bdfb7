"""What people agree to, in every version there ever was."""

from django.utils import timezone
from django.views.generic import DetailView

from courses.models import LegalText


class Text(DetailView):
    """One version, for anybody; it says so where there is a newer one."""

    template_name = "courses/legal_text.html"
    context_object_name = "text"

    def get_queryset(self):
        return LegalText.objects.published(timezone.now())

    def get_context_data(self, **kwargs):
        current = LegalText.objects.current(self.object.regime, now=timezone.now())
        newest = next(text for text in current if text.kind == self.object.kind)
        newer = None if newest == self.object else newest
        return super().get_context_data(newer=newer, **kwargs)
