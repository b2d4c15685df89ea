"""Searches: set up, started, watched and read. Thin: everything is done in Java."""

from __future__ import annotations

import json
import time
from typing import Any, Mapping, Sequence

from pyspark.sql import DataFrame, SparkSession

from rookery.errors import explained
from rookery.session import java

_SEARCH = "io.rookery.spark.search.Search"
_POLL_SECONDS = 0.2


class Results:
    """What a search has in its folder, while it runs and after its end."""

    def __init__(self, spark: SparkSession, handle: Any) -> None:
        self._spark = spark
        self._handle = handle

    @property
    def folder(self) -> str:
        """Where it is."""
        return str(self._results().folder())

    @property
    def state(self) -> str:
        """``running``, ``stopped``, ``done`` or ``failed``."""
        return str(self._results().state())

    @property
    def best(self) -> dict[str, Any] | None:
        """The best measured network; None until the end, and where none was measured."""
        with explained():
            found = self._handle.best()
        if not found.isPresent():
            return None
        winner = found.get()
        return {
            "candidate_id": winner.candidateId(),
            "fitness": winner.fitness(),
            "test_fitness": winner.testFitness(),
            "parameters": winner.parameters(),
            "multiply_adds": winner.multiplyAdds(),
            "genome": winner.genome(),
        }

    def trials(self) -> DataFrame:
        """One row a network: its last outcome, measured and predicted fitness in columns of their own."""
        return self._frame(self._handle.trials)

    def epochs(self) -> DataFrame:
        """One row a validation; all measured."""
        return self._frame(self._handle.epochs)

    def predictions(self) -> DataFrame:
        """One row each time a predictor spoke; all predicted."""
        return self._frame(self._handle.predictions)

    def evaluations(self) -> DataFrame:
        """What became of each network."""
        return self._frame(self._handle.evaluations)

    def to_html(self) -> str:
        """The report as one page that needs no network, of 1 to 2 MB."""
        with explained():
            return str(self._handle.toHtml())

    def export(self, format: str, to: str, candidate: str = "best") -> str:
        """Writes one network into a new folder; gives that folder.

        :param format: ``djl``, ``onnx`` or ``graph``
        """
        with explained():
            return str(self._results().export(candidate, format, to))

    def _results(self) -> Any:
        return self._handle

    def _frame(self, call: Any) -> DataFrame:
        with explained():
            return DataFrame(call(), self._spark)

    def __repr__(self) -> str:
        return str(self._handle.toString())

    def _repr_html_(self) -> str:
        text = repr(self).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<pre>{text}</pre>"


class SearchRun(Results):
    """A search that was started."""

    def wait(self) -> "SearchRun":
        """Waits for the end; a KeyboardInterrupt stops the search, and is raised when all is written."""
        try:
            while not self._handle.isDone():
                time.sleep(_POLL_SECONDS)
        except KeyboardInterrupt:
            self.stop()
            self._await()
            print(f"stopped; all that is known is in {self.folder}. Go on with resume=True")
            raise
        self._await()
        return self

    def _await(self) -> None:
        with explained():
            getattr(self._handle, "await")()

    def stop(self) -> None:
        """Asks the search to end, with all that is known written; returns at once."""
        self._handle.stop()

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way."""
        return bool(self._handle.isDone())

    def progress(self) -> dict[str, Any]:
        """Where it stands."""
        status = self._handle.progress()
        return {
            "planned": status.planned(),
            "asked": status.asked(),
            "running": status.running(),
            "measured": status.measured(),
            "predicted": status.predicted(),
            "failed": status.failed(),
            "best_measured": status.bestMeasured(),
            "best_id": status.bestId(),
            "epochs_run": status.epochsRun(),
            "epochs_budget": status.epochsBudget(),
        }

    def _results(self) -> Any:
        with explained():
            return self._handle.results()


class Search:
    """One search, not yet started.

    :param options: any key of docs/options.md, such as ``{"rookery.search.finishTop": 1}``
    """

    def __init__(
        self,
        spark: SparkSession,
        *,
        data: str | None = None,
        space: str | None = None,
        strategy: str | None = None,
        predictor: str | None = None,
        rules: Sequence[str] | None = None,
        epochs: int | None = None,
        candidates: int | None = None,
        seed: int | None = None,
        output: str | None = None,
        resume: bool | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        named = {
            "rookery.data.path": data,
            "rookery.space.name": space,
            "rookery.strategy.name": strategy,
            "rookery.predictor.name": predictor,
            "rookery.rules": None if rules is None else list(rules),
            "rookery.training.epochs": epochs,
            "rookery.search.candidates": candidates,
            "rookery.seed": seed,
            "rookery.output": output,
            "rookery.resume": resume,
        }
        self._spark = spark
        self._options = {**(options or {}), **{k: v for k, v in named.items() if v is not None}}

    def start(self) -> SearchRun:
        """Begins on a thread of the JVM, and returns at once."""
        search = java(self._spark, _SEARCH)
        with explained():
            builder = search.builder(self._spark._jsparkSession)
            return SearchRun(self._spark, builder.options(json.dumps(self._options)).start())

    def run(self) -> SearchRun:
        """Runs to the end."""
        return self.start().wait()

    @staticmethod
    def results(spark: SparkSession, folder: str) -> Results:
        """What a search left in a folder."""
        search = java(spark, _SEARCH)
        with explained():
            return Results(spark, search.results(spark._jsparkSession, folder))
