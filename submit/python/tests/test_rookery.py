"""The package on a real PySpark: python -m unittest, with ROOKERY_TARGET naming what Maven built."""

import os
import signal
import tempfile
import threading
import unittest
from pathlib import Path

from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.sql import SparkSession

from rookery import RookeryError, Search, jars
from rookery.ml import RookeryClassifier, RookeryClassifierModel

TARGET = os.environ.get("ROOKERY_TARGET", "submit/target")
SMALL = {"rookery.space.nsga-net-macro": {"nodes": 2, "initChannels": 4}, "rookery.search.finishTop": 1}
IMAGES = """SELECT struct('x' AS origin, 8 AS height, 8 AS width, 1 AS nChannels, 0 AS mode,
  unhex(repeat(IF(id % 2 = 0, 'C8', '28'), 32) || repeat(IF(id % 2 = 0, '28', 'C8'), 32)) AS data) AS image,
  CAST(id % 2 AS INT) AS label FROM range(200)"""


class RookeryTest(unittest.TestCase):
    spark: SparkSession
    work: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.work = Path(tempfile.mkdtemp(prefix="rookery-python-"))
        cls.spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.jars", jars(TARGET))
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        cls.search = Search(
            cls.spark, candidates=3, epochs=2, seed=7, rules=["never"],
            output=str(cls.work / "first"), options=SMALL,
        ).start()
        cls.search.wait()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()

    def test_results_are_data_frames(self) -> None:
        self.assertEqual(3, self.search.trials().count())
        self.assertEqual(3, self.search.evaluations().where("outcome = 'measured'").count())
        self.assertEqual(12, self.search.epochs().count(), "validated twice an epoch")
        self.assertIn("mean", self.search.predictions().columns)
        self.assertEqual({"measured"}, {row.outcome for row in self.search.trials().collect()})

    def test_the_handle_tells_where_it_stands(self) -> None:
        self.assertTrue(self.search.done)
        progress = self.search.progress()
        self.assertEqual((3, 3), (progress["planned"], progress["measured"]))
        best = self.search.best
        self.assertEqual(progress["best_measured"], best["fitness"])
        self.assertGreater(best["test_fitness"], 10)
        self.assertEqual("done", self.search.state)

    def test_it_shows_itself_in_a_notebook(self) -> None:
        self.assertIn("3 measured", repr(self.search))
        self.assertTrue(self.search._repr_html_().startswith("<pre>"))
        page = self.search.to_html()
        self.assertTrue(page.strip().lower().startswith("<!doctype html>"))
        self.assertLess(len(page), 10 * 1024 * 1024)

    def test_an_ended_search_is_opened_by_its_folder(self) -> None:
        again = Search.results(self.spark, self.search.folder)
        self.assertEqual(self.search.best, again.best)
        self.assertEqual(3, again.trials().count())

    def test_the_winner_leaves_the_house(self) -> None:
        for format, written in (("onnx", "model.onnx"), ("djl", "serving.properties"), ("graph", "graph.svg")):
            self.assertTrue(self.search.export(format, str(self.work / format)).endswith(format))
            self.assertTrue((self.work / format / written).is_file())
        with self.assertRaisesRegex(RookeryError, "no export format 'tflite'"):
            self.search.export("tflite", str(self.work / "tflite"))

    def test_what_cannot_be_taken_is_one_line(self) -> None:
        for wrong in ({"strategy": "best"}, {"options": {"rookery.search.candidate": 1}}, {"epochs": 0}):
            with self.assertRaises(RookeryError) as caught:
                Search(self.spark, **wrong).start()
            self.assertNotIn("\tat ", str(caught.exception))
        with self.assertRaisesRegex(RookeryError, "no such file"):
            Search(self.spark, data=str(self.work / "absent"), output=str(self.work / "x")).run()
        with self.assertRaisesRegex(RookeryError, "holds no search"):
            Search.results(self.spark, str(self.work))
        with self.assertRaisesRegex(RookeryError, "build first"):
            jars(self.work)

    def test_an_interrupt_stops_the_search_and_the_same_call_goes_on(self) -> None:
        output = str(self.work / "stopped")
        arguments = dict(candidates=40, epochs=2, seed=7, rules=["never"], output=output, options=SMALL)
        run = Search(self.spark, **arguments).start()
        threading.Timer(4, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with self.assertRaises(KeyboardInterrupt):
            run.wait()
        self.assertEqual("stopped", run.state)
        arguments["candidates"] = max(1, run.progress()["asked"])
        again = Search(self.spark, resume=True, **arguments).run()
        self.assertEqual("done", again.state)

    def test_a_connect_session_is_refused(self) -> None:
        from pyspark.sql.connect.session import SparkSession as Connect

        with self.assertRaisesRegex(RookeryError, "Spark Connect session"):
            Search(Connect.__new__(Connect)).start()

    def test_the_estimator_in_a_pipeline(self) -> None:
        images = self.spark.sql(IMAGES)
        classifier = RookeryClassifier(
            space="nsga-net-macro", strategy="random", candidates=1, epochs=2, seed=3,
            output=str(self.work / "fits"),
            options="{rookery.space.nsga-net-macro {phases: 2, nodes: 2, initChannels: 4}}",
        )
        self.assertEqual(1, classifier.get("candidates"))
        self.assertIn("labelCol", classifier.explainParams())
        model = Pipeline(stages=[classifier]).fit(images)
        scored = model.transform(images)
        accuracy = MulticlassClassificationEvaluator(metricName="accuracy").evaluate(scored)
        self.assertGreater(accuracy, 0.8)
        winner = model.stages[0]
        self.assertIsInstance(winner, RookeryClassifierModel)
        self.assertEqual(["0", "1"], winner.class_names)
        self.assertEqual("done", winner.summary.state)
        winner.write().overwrite().save(str(self.work / "model"))
        again = RookeryClassifierModel.load(str(self.work / "model"))
        self.assertEqual(
            scored.select("prediction").collect(), again.transform(images).select("prediction").collect()
        )
        with self.assertRaisesRegex(RookeryError, "was loaded"):
            again.summary
        classifier.write().overwrite().save(str(self.work / "estimator"))
        self.assertEqual(2, RookeryClassifier.load(str(self.work / "estimator")).get("epochs"))

    def test_a_param_that_is_none(self) -> None:
        with self.assertRaisesRegex(RookeryError, "no Param candidate; known: .*candidates"):
            RookeryClassifier(candidate=1)


if __name__ == "__main__":
    unittest.main()
