"""The vocabularies badges are written in, from a package: none is ever fetched."""

from openbadgeslib.ob3.contexts import document_loader

load = document_loader()
