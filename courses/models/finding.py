from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.courses import Course
from courses.models.seminars import Seminar
from organisations.models import User


class OwnQuerySet(models.QuerySet):
    def of(self, person):
        """This person's own; nobody else sees them."""
        return self.filter(person=person.pk)


class Synonyms(models.Model):
    """Words that mean the same: whoever searches for one of them finds the others, too."""

    words = models.CharField(
        _("words"),
        max_length=300,
        unique=True,
        help_text=_("Two or more, with commas between them: AufenthG, Aufenthaltsrecht"),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return self.words

    @property
    def each(self):
        """The words one by one, each once."""
        words = (" ".join(word.split()) for word in self.words.split(","))
        return list(dict.fromkeys(word for word in words if word))

    def clean(self):
        self.words = ", ".join(self.each)
        if len(self.each) < 2:  # noqa: PLR2004 – a word alone is no synonym
            raise ValidationError({"words": _("Enter at least two words, with a comma between.")})


class Bookmark(models.Model):
    """A course somebody has put on their list to come back to."""

    person = models.ForeignKey(User, models.CASCADE, related_name="bookmarks")
    course = models.ForeignKey(Course, models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="bookmark_once_per_person_and_course", fields=["person", "course"]
            ),
        ]

    def __str__(self):
        return f"bookmark of {self.person_id}: course {self.course_id}"


class SavedSearch(models.Model):
    """A filter of the catalogue; its person is mailed new dates that fit.

    `filters` are plain values as the catalogue's form gives them.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="saved_searches")
    filters = models.JSONField()
    created_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="search_is_saved_once_per_person", fields=["person", "filters"]
            ),
        ]

    def __str__(self):
        return f"saved search {self.pk} of {self.person_id}"

    @property
    def query(self):
        """As an address of the catalogue has it."""
        return urlencode(self.filters)


class SearchHit(models.Model):
    """That a date was told to whoever saved the search: nobody is told the same twice."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="search_tells_of_a_seminar_once", fields=["search", "seminar"]
            ),
        ]

    def __str__(self):
        return f"search {self.search_id} told of {self.seminar_id}"
