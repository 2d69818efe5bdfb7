"""The smallest site: it says which process answers."""

import os


def application(_environ, start_response):
    body = str(os.getpid()).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
