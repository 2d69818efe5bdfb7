"""What must not stand in a log: addresses whose knowledge is the permission."""

import logging
import re

SECRET_ADDRESS = re.compile(r"(/kalender/|/zustimmung/|/einladung/)[^/\s]+(\.ics|/)")


class Discreet(logging.Filter):
    """Leaves the secret out of every line, and every line in."""

    def filter(self, record):
        line = record.getMessage()
        if SECRET_ADDRESS.search(line):
            record.msg, record.args = SECRET_ADDRESS.sub(r"\1…\2", line), ()
        return True
