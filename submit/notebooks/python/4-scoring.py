# Databricks notebook source
# MAGIC %md
# MAGIC # 4 · Scoring a DataFrame with the winner
# MAGIC
# MAGIC `RookeryClassifier` is an MLlib estimator: `fit` runs a search, the model is its winner, `transform` scores a DataFrame on the executors.
# MAGIC Needs a cluster with dedicated access mode whose class path has `rookery-job.jar` and the native jars (docs/clusters.md);
# MAGIC in Python also the package `rookery-spark` (`%pip install` its folder or wheel). Numbers here are small, so that it ends in a minute.

# COMMAND ----------

dbutils.widgets.text("folder", "/Volumes/main/default/rookery/scoring")
folder = dbutils.widgets.get("folder")

# COMMAND ----------

# MAGIC %md
# MAGIC Images in Spark's image schema, and labels. These are made up: bright above or below, with noise.

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
train = images.where("split != 'test'").drop("split")
test = images.where("split = 'test'").drop("split")

# COMMAND ----------

from rookery.ml import RookeryClassifier, RookeryClassifierModel

classifier = RookeryClassifier(
    imageCol="image",
    labelCol="label",
    space="nsga-net-macro",
    strategy="random",
    candidates=2,
    epochs=3,
    seed=5,
    output=folder + "/searches",
    options="{rookery.space.nsga-net-macro {phases: 2, nodes: 2, initChannels: 4}}",
)
model = classifier.fit(train)
model.summary

# COMMAND ----------

# MAGIC %md
# MAGIC Scores, probabilities and the class of rows that `fit` never saw.

# COMMAND ----------

scored = model.transform(test)
display(scored.select("image.origin", "label", "prediction", "probability"))

# COMMAND ----------

from pyspark.ml.evaluation import MulticlassClassificationEvaluator

accuracy = MulticlassClassificationEvaluator(metricName="accuracy").evaluate(scored)
print(f"accuracy {100 * accuracy:.1f} %")

# COMMAND ----------

# MAGIC %md
# MAGIC Saved and read like any model of MLlib.

# COMMAND ----------

model.write().overwrite().save(folder + "/model")
again = RookeryClassifierModel.load(folder + "/model")
display(again.transform(test).groupBy("label", "prediction").count())
