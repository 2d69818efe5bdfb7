"""Collect the texts of each app into its `locale/de`, without xgettext.

`templates/<app>/` belongs to its app, those of allauth's pages in our words to `organisations`,
everything else in `templates/` to `fortbildung`.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
ALLAUTH = ["account", "mfa", "usersessions"]
APPS = ["fortbildung", "organisations", "courses", "certificates", "reports", "cms"]


class Command(BaseCommand):
    help = (
        "Collect the texts to translate; --check fails when a German text is missing, or when two "
        "apps say the same text differently."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        open_ends, said = [], {}
        for app in APPS:
            path = Path(app) / "locale" / "de" / "LC_MESSAGES" / "django.po"
            catalog = merged(settings.BASE_DIR, app, path)
            if not check:
                save(catalog, settings.BASE_DIR / path)
            open_ends += [f"{path}: {message.id!r}" for message in catalog if unfinished(message)]
            said[app] = catalog
        if check and open_ends:
            raise CommandError("Not translated:\n" + "\n".join(open_ends))
        if check and (quarrels := list(said_differently(said))):
            raise CommandError("Say it alike, or give it a context:\n" + "\n".join(quarrels))
        self.stdout.write("\n".join(open_ends) or "Every text is translated.")


def merged(base, app, path):
    """The app's catalogue: the texts in use with the translations at hand."""
    catalog = Catalog(locale="de", project="Fortbildung")
    if (base / path).exists():
        with (base / path).open("rb") as file:
            catalog = read_po(file, locale="de")
    template = Catalog()
    for source in sources(base, app):
        for _line, message, comments, context in texts(source):
            refuse_another_plural(template, message, context, source)
            template.add(message, None, auto_comments=comments, context=context)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False  # pybabel compiles no catalogue that calls itself fuzzy
    return catalog


def refuse_another_plural(template, message, context, source):
    """A catalogue finds both by the singular, so that one of the two would not be found."""
    singular = message[0] if isinstance(message, tuple) else message
    known = template.get(singular, context)
    if known and isinstance(known.id, tuple) and isinstance(message, tuple) and known.id != message:
        raise CommandError(f"{source}: {known.id!r} and {message!r} need the same plural.")


def sources(base, app):
    """Python files and templates that belong to `app`, in stable order."""
    yield from sorted(p for p in (base / app).rglob("*.py") if "migrations" not in p.parts)
    mine = [base / "templates" / app]
    if app == "organisations":
        mine += [base / "templates" / name for name in ALLAUTH]
    if app != "fortbildung":
        for folder in mine:
            yield from sorted(folder.rglob("*.*"))
        yield from sorted((base / "templates" / "mails" / app).rglob("*.txt"))
        return
    theirs = {*APPS[1:], *ALLAUTH, "mails"}
    everything = (base / "templates").rglob("*.*")
    yield from sorted(
        p for p in everything if p.relative_to(base / "templates").parts[0] not in theirs
    )


def texts(source):
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


def unfinished(message):
    if not message.id:
        return False
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return not all(strings)


def said_differently(said):
    """Texts two apps have different German for: everywhere people would read the first app's."""
    first = {}
    for app, catalog in said.items():
        for message in catalog:
            counts = isinstance(message.id, tuple)
            text = message.id[0] if counts else message.id
            key = (text, counts, message.context)
            told, german = first.setdefault(key, (app, message.string))
            if text and german != message.string:
                yield f"{text!r}: {told} {german!r}, {app} {message.string!r}"


def save(catalog, path):
    if not len(catalog):
        return
    catalog.fuzzy = False  # pybabel leaves out what is marked as fuzzy
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, no_location=True, sort_output=True, omit_header=False)
