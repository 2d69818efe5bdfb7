"""Form fields in KERN's clothes. The widgets stay Django's: Wagtail's admin uses them, too."""

from django import forms, template

register = template.Library()

CLASSES = {
    "checkbox": "kern-form-check__checkbox",
    "radio": "kern-form-check__radio",
    "select": "kern-form-input__select",
    "input": "kern-form-input__input",
}


@register.filter
def widget_kind(field):
    """Which markup a bound field needs: “group”, “checkbox”, “select” or “input”."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        return "select"
    return "input"


@register.filter
def dressed(field):
    """The control of a bound field with KERN's class; its label says all, so no placeholder."""
    base = CLASSES[widget_kind(field)]
    classes = [field.field.widget.attrs.get("class", ""), base]
    if field.errors:
        classes.append(f"{base}--error")
    return field.as_widget(attrs={"class": " ".join(classes).strip(), "placeholder": False})


@register.filter
def dressed_choice(choice):
    """One radio button or check box of a group with KERN's class."""
    choice.data["attrs"]["class"] = CLASSES[choice.data["type"]]
    return choice.tag()
