"""Blocks that show facts as they are now, never a copy."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import IntegerBlock, PageChooserBlock, StructBlock

from cms.pages.dates import upcoming

MOST = 6


class TeaserBlock(StructBlock):
    course = PageChooserBlock(
        page_type="cms.CoursePage",
        label=_("course"),
        help_text=_("Its title and dates are shown as they are on the day somebody reads this."),
    )
    dates = IntegerBlock(
        label=_("how many dates"),
        default=3,
        min_value=1,
        max_value=MOST,
        help_text=_("The next ones at most; past ones disappear by themselves."),
    )

    class Meta:
        icon = "date"
        label = _("next dates of a course")
        description = _("Title, next dates and free seats of a course, always up to date.")
        template = "cms/blocks/teaser.html"

    def get_preview_value(self):
        """Some course of the catalogue, as the editor shows it before the block is chosen."""
        pages = self.child_blocks["course"].target_model.objects.live()
        return self.normalize({"course": pages.first(), "dates": 2})

    def get_context(self, value, parent_context=None):
        """`page` is None where the course page is not public (any more): nothing is shown then."""
        context = super().get_context(value, parent_context=parent_context)
        page = value["course"] and value["course"].specific
        if not page or not page.live:
            return context | {"page": None, "seminars": []}
        seminars = upcoming(now=timezone.now()).filter(course=page.course)
        return context | {"page": page, "seminars": seminars[: value["dates"]]}
