"""What Rookery wants of a Spark session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from py4j.java_gateway import JavaPackage
from pyspark.sql import SparkSession

from rookery.errors import RookeryError


def jars(target: str | Path) -> str:
    """The job jar and the native code that Maven built, for ``spark.jars``.

    :param target: ``submit/target`` of a checkout, or a folder with ``rookery-job.jar`` and ``natives``
    """
    folder = Path(target)
    job = folder / "rookery-job.jar"
    if not job.is_file():
        raise RookeryError(f"there is no {job}: build first, mvn -DskipTests package")
    return ",".join(map(str, [job.resolve(), *sorted((folder / "natives").resolve().glob("*.jar"))]))


def java(spark: SparkSession, name: str) -> Any:
    """A Java class of the session's JVM."""
    if type(spark).__module__.startswith("pyspark.sql.connect"):
        raise RookeryError(
            "this is a Spark Connect session, which has no SparkContext. "
            "Use a cluster with dedicated access mode, or spark-submit"
        )
    found: Any = spark._jvm
    for part in name.split("."):
        found = getattr(found, part)
    if isinstance(found, JavaPackage):
        raise RookeryError(
            f"the session has no {name}: start it with rookery-job.jar and the native jars in spark.jars"
        )
    return found
