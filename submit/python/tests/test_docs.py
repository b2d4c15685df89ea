"""Runs the scripts of docs/api.md as they stand there, each in an empty folder, with the Spark that PySpark brings."""

import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import unittest
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PAGE = CHECKOUT / "docs" / "api.md"
SCRIPT = re.compile(r"^```sh\n# (spark-submit|spark-shell|PySpark)\n(.*?)^```$", re.M | re.S)


class DocsTest(unittest.TestCase):
    scripts: dict[str, str]

    @classmethod
    def setUpClass(cls) -> None:
        cls.scripts = dict(SCRIPT.findall(PAGE.read_text()))

    def test_spark_submit(self) -> None:
        self._run("spark-submit", "submitted")

    def test_spark_shell(self) -> None:
        self._run("spark-shell", "shell")

    def test_pyspark(self) -> None:
        self._run("PySpark", "python")

    def _run(self, name: str, output: str) -> None:
        # Spark's scripts and this Python come first, as in an activated environment.
        path = os.pathsep.join([sysconfig.get_path("scripts"), os.path.dirname(sys.executable), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "ROOKERY": str(CHECKOUT), "PYSPARK_PYTHON": sys.executable}
        with tempfile.TemporaryDirectory(prefix="rookery-docs-") as folder:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", self.scripts[name]],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, timeout=600,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            self.assertEqual(0, done.returncode, done.stdout)
            self.assertIn("c0002", done.stdout)
            self.assertRegex(done.stdout, r"best measured: c000|Winner\[candidateId=c000|'candidate_id': 'c000")
            for written in ("search.json", "report.html", "winner/rookery.json"):
                self.assertTrue((Path(folder) / output / written).is_file(), f"{written}\n{done.stdout}")


if __name__ == "__main__":
    unittest.main()
