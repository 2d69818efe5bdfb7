"""A course's facts, and the first words of its page."""

import re

from django import forms
from django.utils.translation import gettext_lazy

from cms.models import CoursePage
from courses.models import Course, Topic
from organisations.models import CentralOffice, Programme

ENDS_IN_A_NUMBER = re.compile(r"^(.*?)(\d+)$")


def next_code():
    """One more than the highest code, in its style: FB-053 after FB-052; "" for the first."""
    codes = Course.objects.values_list("code", flat=True)
    numbered = [
        (int(m[2]), m[1], len(m[2])) for code in codes if (m := ENDS_IN_A_NUMBER.match(code))
    ]
    if not numbered:
        return ""
    number, prefix, width = max(numbered)
    return f"{prefix}{number + 1:0{width}}"


class CourseFactsForm(forms.ModelForm):
    class Meta:
        model = Course
        fields = [
            "code",
            "title",
            "title_en",
            "delivery_mode",
            "kind",
            "teaching_units",
            "attendance_threshold",
            "confirms_partial",
            "mandatory",
            "awards_certificate",
            "topics",
            "programmes",
        ]
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "programmes": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "code": gettext_lazy("Short and for good: the numbers of its seminars begin with it."),
            "title_en": gettext_lazy("For who reads English; left empty, the German title stands."),
            "teaching_units": gettext_lazy("How many it has in all; certificates name them."),
            "kind": gettext_lazy("A series is one seminar of many sessions over months."),
            "mandatory": gettext_lazy("Shown in the catalogue."),
            "topics": gettext_lazy("The catalogue is sorted by them; one at least."),
            "programmes": gettext_lazy("Who may book. None chosen: everybody."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.order_by("name")
        self.fields["programmes"].queryset = Programme.objects.order_by("code")


class NewCourseForm(CourseFactsForm):
    """The course and its page: `intro` stands on the page, below the office's section."""

    central_office = forms.ModelChoiceField(
        CentralOffice.objects.none(),
        label=gettext_lazy("Central office"),
        empty_label=None,
        help_text=gettext_lazy("The page stands in its section of the catalogue."),
    )
    intro = forms.CharField(
        label=gettext_lazy("Introduction for the catalogue"),
        required=False,
        max_length=CoursePage._meta.get_field("intro").max_length,  # noqa: SLF001 – Django's way
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Two or three sentences. You can write more on the page itself."),
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["central_office"].queryset = offices
        self.only = offices[0] if len(offices) == 1 else None
        if self.only:
            del self.fields["central_office"]

    @property
    def office(self):
        return self.only or self.cleaned_data["central_office"]
