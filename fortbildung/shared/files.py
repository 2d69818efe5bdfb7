"""Files that nobody gets by their address, only through a view that asks who is asking."""

from pathlib import PurePath
from uuid import uuid4

from django.core.files.storage import storages


def private_storage():
    return storages["private"]


def kept_as(folder, name):
    """Where a file is kept: its own name tells nothing and meets no other."""
    return f"{folder}/{uuid4().hex}{PurePath(name).suffix.lower()[:10]}"
