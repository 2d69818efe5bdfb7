"""What every page is built from."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from fortbildung.shared.templatetags.dates import day_and_time, until

BERLIN = ZoneInfo("Europe/Berlin")


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="Wie im Ausweis.")
    meal = forms.ChoiceField(label="Essen", choices=[("a", "A"), ("b", "B")])
    way = forms.ChoiceField(
        label="Anreise", choices=[("c", "C"), ("d", "D")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Einverstanden")
    note = forms.CharField(label="Notiz", required=False, widget=forms.Textarea)


def test_a_form_lists_what_to_put_right_and_links_each_to_its_field():
    html = render_to_string("components/form.html", {"form": Sample({}), "submit": "Senden"})
    targets = re.findall(r'href="#([^"]+)"', html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert targets == ["id_name", "id_meal", "id_way", "id_agreed"]
    assert [target for target in targets if ids.count(target) != 1] == []
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert [name for name in described if ids.count(name) != 1] == []


def test_every_control_wears_the_class_of_its_kind():
    html = render_to_string("components/form.html", {"form": Sample(), "submit": "Senden"})
    assert re.findall(r'<(?:input|select|textarea)[^>]*class="([^"]+)"', html) == [
        "kern-form-input__input",
        "kern-form-input__select",
        "kern-form-check__radio",
        "kern-form-check__radio",
        "kern-form-check__checkbox",
        "kern-form-input__input",
    ]
    assert "role=" not in html


@pytest.mark.parametrize(
    ("last", "german", "english"),
    [
        ((2027, 1, 18), "18. Januar 2027", "18 January 2027"),
        ((2027, 1, 20), "18.–20. Januar 2027", "18–20 January 2027"),
        ((2027, 2, 2), "18. Januar – 2. Februar 2027", "18 January – 2 February 2027"),
        ((2028, 1, 3), "18. Januar 2027 – 3. Januar 2028", "18 January 2027 – 3 January 2028"),
    ],
)
def test_dates_are_as_short_as_they_stay_clear(last, german, english):
    first = datetime(2027, 1, 18, 9, tzinfo=BERLIN)
    with override("de"):
        assert until(first, datetime(*last, 16, tzinfo=BERLIN)) == german
    with override("en"):
        assert until(first, datetime(*last, 16, tzinfo=BERLIN)) == english


def test_a_session_says_weekday_and_hours():
    first = datetime(2027, 1, 18, 9, tzinfo=BERLIN)
    with override("de"):
        said = day_and_time(first, first.replace(hour=16, minute=30))
    assert said == "Mo., 18. Januar 2027, 09:00–16:30"


def test_a_label_says_it_all_without_a_placeholder():
    field = forms.CharField(label="Name", widget=forms.TextInput({"placeholder": "Name"}))
    form = type("Named", (forms.Form,), {"name": field})()
    html = render_to_string("components/field.html", {"field": form["name"]})
    assert "placeholder" not in html
