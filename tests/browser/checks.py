"""What axe finds."""

from pathlib import Path

from django.conf import settings

AXE = (Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)


def axe(page, *, include="body"):
    """What axe finds on the page, one line each; also in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE)
        result = page.evaluate("scope => axe.run(scope)", include)
        for rule in result["violations"]:
            nodes = [node["html"][:200] for node in rule["nodes"]]
            found.append(f"{page.url} {scheme}: {rule['id']} {nodes[:3]}")
    page.emulate_media(color_scheme="light")
    return found
