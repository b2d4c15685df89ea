"""The estimator, for pyspark.ml pipelines: every Param is the one of the Java class."""

from __future__ import annotations

from typing import Any

from pyspark.ml.param import Param, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel
from pyspark.sql import SparkSession

from rookery.errors import RookeryError
from rookery.search import Results
from rookery.session import java

_ESTIMATOR = "io.rookery.spark.ml.RookeryClassifier"
_MODEL = "io.rookery.spark.ml.RookeryClassifierModel"

_CONVERTERS = {
    "IntParam": TypeConverters.toInt,
    "LongParam": TypeConverters.toInt,
    "DoubleParam": TypeConverters.toFloat,
    "BooleanParam": TypeConverters.toBoolean,
    "StringArrayParam": TypeConverters.toListString,
}


def _session() -> SparkSession:
    spark = SparkSession.getActiveSession()
    if spark is None:
        raise RookeryError("there is no Spark session: make one before the estimator")
    return spark


class _Reader(JavaMLReader[Any]):
    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        return str(clazz._java_class)


class _Readable(JavaMLReadable[Any]):
    @classmethod
    def read(cls) -> _Reader:
        return _Reader(cls)


class _WithParams:
    """Gives each Param of the Java object as an attribute, with its type."""

    def _mirror(self: Any) -> None:
        for param in self._java_obj.params():
            convert = _CONVERTERS.get(param.getClass().getSimpleName(), TypeConverters.toString)
            setattr(self, param.name(), Param(self, param.name(), param.doc(), convert))
        setattr(self, "_params", None)  # forgets the list it made before
        self._transfer_params_from_java()

    def get(self: Any, name: str) -> Any:
        """The value of a Param by its name."""
        return self.getOrDefault(self.getParam(name))


class RookeryClassifierModel(_WithParams, JavaModel, JavaMLWritable, _Readable):
    """The winner of a search: scores DataFrames in batches on executors."""

    _java_class = _MODEL
    _java_obj: Any

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        if java_model is not None:
            self._mirror()

    @classmethod
    def _from_java(cls, java_stage: Any) -> Any:
        return cls(java_stage)

    @property
    def class_names(self) -> list[str]:
        """The classes, in the order of the labels."""
        return list(self._java_obj.classNames())

    @property
    def summary(self) -> Results:
        """The search that found it; not of a model that was loaded."""
        if not self._java_obj.hasSummary():
            raise RookeryError("no search is at hand: the model was loaded. Use Search.results")
        return Results(_session(), self._java_obj.summary())


class RookeryClassifier(_WithParams, JavaEstimator[Any], JavaMLWritable, _Readable):
    """Searches for a network that classifies the images of a DataFrame.

    :param params: any Param by name, such as ``labelCol="label", candidates=8, epochs=4``
    """

    _java_class = _ESTIMATOR

    def __init__(self, **params: Any) -> None:
        super().__init__()
        java(_session(), _ESTIMATOR)
        self._java_obj = self._new_java_obj(_ESTIMATOR, self.uid)
        self._mirror()
        self.set_params(**params)

    def set_params(self, **params: Any) -> "RookeryClassifier":
        """Sets Params by name."""
        unknown = sorted(set(params) - {param.name for param in self.params})
        if unknown:
            known = sorted(param.name for param in self.params)
            raise RookeryError(f"there is no Param {', '.join(unknown)}; known: {', '.join(known)}")
        return self._set(**params)

    @classmethod
    def _from_java(cls, java_stage: Any) -> Any:
        stage = cls()
        stage._java_obj = java_stage
        stage._resetUid(java_stage.uid())
        stage._transfer_params_from_java()
        return stage

    def _create_model(self, java_model: Any) -> RookeryClassifierModel:
        return RookeryClassifierModel(java_model)
