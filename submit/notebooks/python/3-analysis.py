# Databricks notebook source
# MAGIC %md
# MAGIC # 3 · Analysis of a search
# MAGIC
# MAGIC Reads the Parquet tables that a search left, of this notebook or any other, and shows the report inline. Nothing here needs the
# MAGIC search's cluster, settings or data: the folder is enough.
# MAGIC Needs a cluster with dedicated access mode whose class path has `rookery-job.jar` and the native jars (docs/clusters.md);
# MAGIC in Python also the package `rookery-spark` (`%pip install` its folder or wheel). Numbers here are small, so that it ends in a minute.

# COMMAND ----------

dbutils.widgets.text("search", "/Volumes/main/default/rookery/results/first-search")
folder = dbutils.widgets.get("search")

# COMMAND ----------

# MAGIC %md
# MAGIC The four tables are plain Parquet; docs/results.md describes each column.

# COMMAND ----------

for table in ["candidates", "epochs", "predictions", "evaluations"]:
    spark.read.parquet(f"{folder}/{table}").createOrReplaceTempView(table)

# COMMAND ----------

# MAGIC %md
# MAGIC Learning curves. An epoch that was trained twice after a fault counts by its last attempt.

# COMMAND ----------

curves = spark.sql("""
SELECT candidate_id, epoch, max_by(fitness, attempt) AS fitness, max_by(valid_loss, attempt) AS valid_loss
FROM epochs GROUP BY candidate_id, epoch ORDER BY candidate_id, epoch
""")
display(curves)

# COMMAND ----------

# MAGIC %md
# MAGIC What the stopping rules saved, and why.

# COMMAND ----------

saved = spark.sql("""
SELECT coalesce(rule, 'trained to its end') AS rule, count(*) AS networks,
       sum(epochs_run) AS epochs_run, sum(epochs_budget - epochs_run) AS epochs_saved
FROM evaluations GROUP BY 1 ORDER BY networks DESC
""")
display(saved)

# COMMAND ----------

# MAGIC %md
# MAGIC Are the predictions to be trusted? Of networks that were trained to their end: what was predicted for it at each epoch, beside what was
# MAGIC measured there.

# COMMAND ----------

calibration = spark.sql("""
SELECT p.candidate_id, p.epoch, p.mean AS predicted, e.measured_fitness AS measured,
       abs(p.mean - e.measured_fitness) AS error, e.measured_fitness BETWEEN p.lower AND p.upper AS within
FROM predictions p JOIN evaluations e ON e.candidate_id = p.candidate_id AND e.outcome = 'measured'
ORDER BY p.candidate_id, p.epoch
""")
display(calibration)

# COMMAND ----------

# MAGIC %md
# MAGIC The report: one page, self-contained.

# COMMAND ----------

from rookery import Search

results = Search.results(spark, folder)
displayHTML(results.to_html())
