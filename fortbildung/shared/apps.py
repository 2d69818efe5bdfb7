from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "fortbildung.shared"
    label = "shared"
