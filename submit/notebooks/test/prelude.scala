import java.nio.file.{Files, Path}
import org.apache.spark.sql.{Dataset, SparkSession}

/** Stand-ins for what a Databricks notebook has, which check what they are given. */
object Notebook {
  private val work = Path.of(sys.props("notebook.work"))
  private var cells = 0
  var displayed = 0

  lazy val spark: SparkSession = SparkSession.builder
    .master("local[2]")
    .config("spark.repl.class.outputDir", sys.props("notebook.classes"))
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()

  /** What Databricks calls the parameters of a notebook; paths of its volumes become paths of the test. */
  object widgets {
    private val values = scala.collection.mutable.Map[String, String]()
    def text(name: String, default: String): Unit =
      values(name) = default.replace("/Volumes/main/default/rookery", work.toString)
    def get(name: String): String = values(name)
  }

  object dbutils {
    val widgets: Notebook.widgets.type = Notebook.widgets
  }

  def display(rows: Dataset[_]): Unit = {
    require(rows.columns.nonEmpty, "a table without columns")
    require(!rows.isEmpty, "a table without rows: " + rows.columns.mkString(", "))
    rows.show(5, 60)
    displayed += 1
  }

  def displayHTML(page: String): Unit = {
    require(page.trim.startsWith("<!DOCTYPE html>") || page.trim.startsWith("<!doctype html>"), "no page: " + page.take(40))
    require(page.trim.endsWith("</html>"), "half a page")
    require(page.length < 10 * 1024 * 1024, "larger than a Databricks cell takes")
    displayed += 1
  }

  def done(): Unit = cells += 1

  def end(expected: Int): Unit = {
    spark.stop()
    val good = cells == expected && displayed > 0
    println(s"notebook: $cells of $expected cells ran, $displayed displayed")
    sys.exit(if (good) 0 else 1)
  }
}

import Notebook.{dbutils, display, displayHTML, spark}
