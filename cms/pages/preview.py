"""How editors see a page before others do."""

from django.utils.translation import gettext as _

PHONE, DESK = 390, 1280


class AtTwoWidths:
    """Every page is looked at as on a telephone and as on a desk."""

    @property
    def preview_sizes(self):
        return [
            {
                "name": "phone",
                "icon": "mobile-alt",
                "device_width": PHONE,
                "label": _("As on a telephone"),
            },
            {"name": "desk", "icon": "desktop", "device_width": DESK, "label": _("As on a desk")},
        ]
