"""Measure: start everything as it is served, then run the measurements beside it.

python -m bench [--quick] [--write] [--sql] [--via pages] [SCENARIO ...]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from fortbildung.demo import processes
from fortbildung.settings.base import BASE_DIR
from tests.servers import free_port, process, running


def main(arguments):
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, mail_port = Path(name), free_port()
        sink = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{mail_port}"]
        sink += ["-c", "aiosmtpd.handlers.Sink"]

        def lines(port):
            web = [*processes.web(port), "--workers", "2"]
            return [web, processes.worker(), processes.beat(folder)]

        with (
            process(sink, None, folder / "sink.log"),
            running(
                "bench",
                folder,
                mail_port=mail_port,
                prepare=lambda stack: stack.manage("load_demo"),
                lines=lines,
                settings="bench.settings",
            ) as stack,
        ):
            line = [sys.executable, "manage.py", "bench", *arguments]
            outcome = subprocess.run(line, cwd=BASE_DIR, env=stack.environment, check=False)
            for log in folder.glob("*.log"):
                sys.stderr.write(log.read_text()[-2000:])
            return outcome.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
