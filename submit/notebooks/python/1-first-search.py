# Databricks notebook source
# MAGIC %md
# MAGIC # 1 · A first search
# MAGIC
# MAGIC Searches small networks for the shipped sample of Fashion-MNIST, ends the trainings that need not be finished, and shows
# MAGIC what it found.
# MAGIC Needs a cluster with dedicated access mode whose class path has `rookery-job.jar` and the native jars (docs/clusters.md);
# MAGIC in Python also the package `rookery-spark` (`%pip install` its folder or wheel). Numbers here are small, so that it ends in a minute.

# COMMAND ----------

dbutils.widgets.text("output", "/Volumes/main/default/rookery/results/first-search")
dbutils.widgets.text("candidates", "4")
dbutils.widgets.text("epochs", "2")

# COMMAND ----------

# MAGIC %md
# MAGIC `start()` returns at once: the search runs on the cluster while the notebook goes on. Its output folder is a search's whole memory;
# MAGIC with `resume` the same cell goes on where an earlier run of it ended.

# COMMAND ----------

from rookery import Search

search = Search(
    spark,
    space="nsga-net-macro",
    strategy="regularized-evolution",
    rules=["diverged", "underperforming", "prediction-converged"],
    epochs=int(dbutils.widgets.get("epochs")),          # epochs of a full training
    candidates=int(dbutils.widgets.get("candidates")),  # networks to try
    seed=7,
    output=dbutils.widgets.get("output"),
    resume=True,
    options={"rookery.space.nsga-net-macro.nodes": 3, "rookery.space.nsga-net-macro.initChannels": 8},
).start()

# COMMAND ----------

print(search.progress())

# COMMAND ----------

# MAGIC %md
# MAGIC Wait for the end. The cell's stop button ends the search cleanly: what is known is written, and it can be resumed.

# COMMAND ----------

search.wait()
print(search)

# COMMAND ----------

# MAGIC %md
# MAGIC The winner is measured: trained to its end on the training images, chosen by validation images, scored once on test images.

# COMMAND ----------

best = search.best
print(f"{best['candidate_id']}: validation {best['fitness']} %, test {best['test_fitness']} %, {best['parameters']} parameters")

# COMMAND ----------

# MAGIC %md
# MAGIC Every network, measured and predicted fitness in columns of their own.

# COMMAND ----------

display(search.trials())
