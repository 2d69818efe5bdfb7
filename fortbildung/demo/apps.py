from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Stands above all other apps; installed by the demo's settings only."""

    name = "fortbildung.demo"
    label = "demo"
