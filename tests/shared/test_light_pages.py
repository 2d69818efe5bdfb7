"""Pages arrive quickly on a telephone with a slow connection."""

import gzip


def test_a_page_is_compressed_for_whoever_can_read_that(client):
    plain = client.get("/offline/")
    small = client.get("/offline/", headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) * 2 < len(plain.content)
