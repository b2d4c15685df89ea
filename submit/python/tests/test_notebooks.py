"""Runs the Python notebooks from beginning to end, with stand-ins that check what they are given."""

import ast
import json
import os
import re
import tempfile
import unittest
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from rookery import jars

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
TARGET = os.environ.get("ROOKERY_TARGET", "submit/target")


class Widgets:
    """What Databricks calls the parameters of a notebook; paths of its volumes become paths of the test."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._values: dict[str, str] = {}

    def text(self, name: str, default: str) -> None:
        self._values[name] = default.replace("/Volumes/main/default/rookery", self._work)

    def get(self, name: str) -> str:
        return self._values[name]


class Display:
    """display and displayHTML."""

    def __init__(self) -> None:
        self.count = 0

    def rows(self, frame: DataFrame) -> None:
        assert isinstance(frame, DataFrame), type(frame)
        assert frame.columns and not frame.isEmpty(), "a table without columns or rows"
        self.count += 1

    def html(self, page: str) -> None:
        assert page.strip().lower().startswith("<!doctype html>") and page.strip().endswith("</html>")
        assert len(page) < 10 * 1024 * 1024, "larger than a Databricks cell takes"
        self.count += 1


class NotebooksTest(unittest.TestCase):
    spark: SparkSession
    work: str

    @classmethod
    def setUpClass(cls) -> None:
        cls.work = tempfile.mkdtemp(prefix="rookery-notebooks-")
        cls.spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.jars", jars(TARGET))
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )

    def test_1_first_search(self) -> None:
        self._run("1-first-search")

    def test_2_own_data(self) -> None:
        self._run("2-own-data")

    def test_3_analysis_of_what_1_left(self) -> None:
        self._run("3-analysis")

    def test_4_scoring(self) -> None:
        variables = self._run("4-scoring")
        self.assertGreater(variables["accuracy"], 0.8)

    def test_5_jupyter(self) -> None:
        notebook = json.loads((NOTEBOOKS / "jupyter" / "first-search.ipynb").read_text())
        self.assertEqual(4, notebook["nbformat"])
        os.environ["ROOKERY_TARGET"] = str(Path(TARGET).resolve())
        os.environ["ROOKERY_OUTPUT"] = self.work + "/jupyter"
        variables: dict = {"__name__": "notebook"}
        shown = []
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                self.assertEqual([], cell["outputs"], "no outputs are committed")
                shown.append(self._cell("".join(cell["source"]), variables))
        self.assertIn("3 candidates", repr(shown[1]))
        self.assertIn("candidate_id", shown[2])
        self.assertEqual(3, len(shown[3]))
        self.assertIn("iframe", shown[4].data)

    def _run(self, name: str) -> dict:
        source = (NOTEBOOKS / "python" / f"{name}.py").read_text()
        self.assertTrue(source.startswith("# Databricks notebook source\n"))
        display = Display()
        variables = {
            "spark": self.spark,
            "dbutils": type("dbutils", (), {"widgets": Widgets(self.work)}),
            "display": display.rows,
            "displayHTML": display.html,
        }
        for cell in re.split(r"^# COMMAND -+$", source, flags=re.M):
            self._cell(cell, variables)
        self.assertGreater(display.count, 0)
        return variables

    @staticmethod
    def _cell(source: str, variables: dict) -> object:
        """Runs a cell; the value of its last line, as a notebook would show it."""
        tree = ast.parse(source)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, "cell", "exec"), variables)
        return None if last is None else eval(compile(last, "cell", "eval"), variables)


if __name__ == "__main__":
    unittest.main()
