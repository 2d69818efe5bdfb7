"""The page with all figures."""

from django.conf import settings

PAGE = settings.BASE_DIR / "docs" / "performance.md"


def put_down(text, *, part):
    """Between the part's markers, in place of the figures before."""
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    assert after, f"{PAGE.name} has no part {part}"
    PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
