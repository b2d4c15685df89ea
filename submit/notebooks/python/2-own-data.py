# Databricks notebook source
# MAGIC %md
# MAGIC # 2 · Your own images, space and rules
# MAGIC
# MAGIC Makes a set of images out of a DataFrame, and searches it with a space and stopping rules of your choice.
# MAGIC Needs a cluster with dedicated access mode whose class path has `rookery-job.jar` and the native jars (docs/clusters.md);
# MAGIC in Python also the package `rookery-spark` (`%pip install` its folder or wheel). Numbers here are small, so that it ends in a minute.

# COMMAND ----------

dbutils.widgets.text("folder", "/Volumes/main/default/rookery/own-data")
folder = dbutils.widgets.get("folder")

# COMMAND ----------

# MAGIC %md
# MAGIC A set is Parquet with the columns `image` (Spark's image schema, as `spark.read.format("image")` gives it), `label` (from 0) and `split`
# MAGIC (`train`, `valid`, `test`). Fitness comes from `valid`; `test` is used once, for the winner. These images are made up: 8 x 8 pixels, bright
# MAGIC above or below, with noise.

# COMMAND ----------

images = spark.sql("""
SELECT
  struct(
    concat('made up ', id) AS origin, 8 AS height, 8 AS width, 1 AS nChannels, 0 AS mode,
    unhex(array_join(transform(sequence(0, 63), p ->
      lpad(hex(CAST(IF((p < 32) = (id % 2 = 0), 150, 60) + pmod(hash(id, p), 90) AS INT)), 2, '0')), '')) AS data
  ) AS image,
  CAST(id % 2 AS INT) AS label,
  CASE id % 5 WHEN 3 THEN 'valid' WHEN 4 THEN 'test' ELSE 'train' END AS split
FROM range(500)
""")
images.write.mode("overwrite").parquet(folder + "/images")
display(images.groupBy("split", "label").count().orderBy("split", "label"))

# COMMAND ----------

# MAGIC %md
# MAGIC `rookery list spaces` and `rookery list rules` name what there is; docs/options.md has their settings. A space or rule of your own is a
# MAGIC Java class that ServiceLoader finds (docs/extend-space.md); it is then named here like any other.

# COMMAND ----------

from rookery import Search

search = Search(
    spark,
    data=folder + "/images",
    space="nsga-net-macro",
    strategy="random",
    rules=["diverged", "patience", "prediction-converged"],
    epochs=4,
    candidates=5,
    seed=3,
    output=folder + "/search",
    resume=True,
    options={
        "rookery.guards.warmUp": 1,  # the default trains the first four to their end
        "rookery.space.nsga-net-macro": {"phases": 2, "nodes": 2, "initChannels": 4},
        "rookery.rule.patience": {"epochs": 2, "channel": "fitness"},
        "rookery.rule.prediction-converged.tolerance": 1.0,
    },
).run()
search

# COMMAND ----------

# MAGIC %md
# MAGIC Which rule ended which network, and why.

# COMMAND ----------

display(search.evaluations().select("candidate_id", "outcome", "epochs_run", "epochs_budget", "rule", "reason"))
