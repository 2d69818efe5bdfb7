from django import template

register = template.Library()


@register.simple_tag
def day_classes(day, busy, today):
    """The classes of a day in the grid of a month; the first one stands below its weekday."""
    classes = {
        "day": True,
        "day--empty": not busy,
        "day--today": day == today,
        f"day--on-{day.isoweekday()}": day.day == 1,
    }
    return " ".join(name for name, there in classes.items() if there)
