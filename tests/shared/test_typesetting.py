"""Papers: whatever bytes their streams end in, nobody reads them in two ways."""

import io
import json
import random
from datetime import UTC, datetime

import page
import pikepdf
import pytest

from fortbildung.shared.pdf_streams import with_clear_ends
from fortbildung.shared.typesetting import STANDARDS, _compiler, typeset

PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]
AT = datetime(2026, 12, 1, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß "
TRAP = b"\r\nendstream"
# Typst leaves short attachments as they are, so their last byte can be chosen.
TEMPLATE = """
#set document(title: "Papier")
#set text(lang: "de", font: "Noto Sans")
= Papier
#sys.inputs.text
#for (name, content) in json(bytes(sys.inputs.files)) {
  pdf.attach(name, bytes(content), relationship: "data", mime-type: "text/plain", description: name)
}
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    file = tmp_path_factory.mktemp("typst") / "paper.typ"
    file.write_text(TEMPLATE)
    return file


def inputs(text="Hallo", **files):
    return {"text": text, "files": json.dumps(files)}


def untouched(template, inputs):
    return _compiler(template).compile(
        format="pdf", pdf_standards=STANDARDS, timestamp=int(AT.timestamp()), sys_inputs=inputs
    )


def findings(paper):
    reports = [page.validate_pdf_bytes(paper, profile=profile) for profile in PROFILES]
    return [failure.rule_id for report in reports for failure in report.failures]


TRAPPED = inputs(a="a\r", b="b\r\n", c="c", d="d\r\nendstream\r", e="\r\r")


def test_a_stream_that_ends_in_a_carriage_return_is_told_from_its_line_end(template):
    assert findings(untouched(template, TRAPPED)) == ["PDFA3A-STREAM-LENGTH-001"]
    mended = typeset(template, TRAPPED, at=AT)
    assert findings(mended) == []
    with pikepdf.open(io.BytesIO(mended)) as opened:
        assert opened.check_pdf_syntax() == []
        kept = {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}
    assert kept == {
        "a": b"a\r",
        "b": b"b\r\n",
        "c": b"c",
        "d": b"d\r\nendstream\r",
        "e": b"\r\r",
    }


def test_mending_is_the_same_each_time_and_nothing_where_nothing_is_wrong(template):
    mended = typeset(template, TRAPPED, at=AT)
    assert typeset(template, TRAPPED, at=AT) == mended
    assert with_clear_ends(mended) == mended
    sound = untouched(template, inputs())
    assert TRAP not in sound
    assert with_clear_ends(sound) is sound


def test_of_many_papers_none_has_a_finding(template):
    """Compressed streams end in a carriage return by chance."""
    chance = random.Random(7)
    texts = ["".join(chance.choices(LETTERS, k=60)) for _paper in range(500)]
    plain = [untouched(template, inputs(text)) for text in texts]
    trapped = [paper for paper in plain if TRAP in paper]
    assert trapped
    assert {rule for paper in trapped for rule in findings(paper)} == {"PDFA3A-STREAM-LENGTH-001"}
    assert [findings(with_clear_ends(paper)) for paper in trapped] == [[]] * len(trapped)
