"""What axe finds."""

from pathlib import Path

from django.conf import settings

AXE = (Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)


def axe(page):
    """What axe finds on the page, light and dark, one line each.

    In the back office the side menu is Wagtail's: its search is a second unnamed landmark.
    """
    found = []
    include = "main" if "/verwaltung/" in page.url else "body"
    # What fades in has no contrast yet.
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE)
        result = page.evaluate("scope => axe.run(scope)", include)
        for rule in result["violations"]:
            nodes = [node["html"][:200] for node in rule["nodes"]]
            found.append(f"{page.url} {scheme}: {rule['id']} {nodes[:3]}")
    page.emulate_media(color_scheme="light")
    return found
