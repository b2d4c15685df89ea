#!/usr/bin/env bash
# A search on Hadoop YARN, through spark-submit. HADOOP_CONF_DIR names the cluster, SPARK_HOME its Spark.
#
#   OUTPUT=hdfs:///searches/one submit/yarn/submit.sh [--dry-run] [options of rookery run]
#
#   OUTPUT       folder of the results on HDFS or another store that all nodes reach
#   EXECUTORS    how many executors (2)
#   GPUS         GPUs of each executor, and so trainings at once on it (1); 0 trains on CPUs
#   CORES        cores of each executor (1 a GPU)
#   MEMORY       heap of each executor (4g)
#   OVERHEAD     memory beside the heap (1g a training): native arrays live there, and YARN kills who takes more
#   QUEUE        YARN's queue (default)
#   DEPLOY_MODE  cluster (the driver runs in YARN and is started again where it dies), or client
#
# YARN must know GPUs as yarn.io/gpu (Hadoop 3.1 or newer) and isolate them; then the executor sees its own alone,
# and the script names them. The exit code of a driver in the cluster:
#   submit/bin/rookery status --wait --exit-code "$OUTPUT"
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need SPARK_HOME "the home of the cluster's Spark"
need HADOOP_CONF_DIR "the folder with the cluster's core-site.xml and yarn-site.xml"
need OUTPUT "the folder of the results, such as hdfs:///searches/one"
gpus=${GPUS:-1}
trainings=$((gpus > 0 ? gpus : 1))

command=(
  "$SPARK_HOME/bin/spark-submit"
  --class io.rookery.submit.Rookery
  --master yarn
  --deploy-mode "${DEPLOY_MODE:-cluster}"
  --name Rookery
  --queue "${QUEUE:-default}"
  --jars "$(native_jars "$natives")"
  --conf "spark.executor.instances=${EXECUTORS:-2}"
  --conf "spark.executor.cores=${CORES:-$trainings}"
  --conf "spark.executor.memory=${MEMORY:-4g}"
  --conf "spark.executor.memoryOverhead=${OVERHEAD:-${trainings}g}"
  # A bound number of executors: a search plans with its slots.
  --conf spark.dynamicAllocation.enabled=false
  --conf spark.yarn.maxAppAttempts=3
)
if [ "$gpus" -gt 0 ]; then
  command+=(
    --files "$submit/bin/discover-gpus"
    # Spark asks YARN for as many yarn.io/gpu.
    --conf "spark.executor.resource.gpu.amount=$gpus"
    --conf spark.executor.resource.gpu.discoveryScript=./discover-gpus
    --conf spark.task.resource.gpu.amount=1
  )
fi
run "${command[@]}" "$jar" run --output "$OUTPUT" --set rookery.resume=true "$@"
