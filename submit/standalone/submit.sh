#!/usr/bin/env bash
# A search on a Spark standalone cluster, through spark-submit.
#
#   MASTER=spark://host:7077 OUTPUT=/shared/search submit/standalone/submit.sh [--dry-run] [options of rookery run]
#
#   MASTER       the master's URL
#   OUTPUT       folder of the results, which driver and executors must all see
#   EXECUTORS    how many executors (2)
#   GPUS         GPUs of each executor, and so trainings at once on it (1); 0 trains on CPUs
#   CORES        cores of each executor (1 a GPU)
#   MEMORY       heap of each executor (4g); native memory comes on top: 0.8 GB a training at least
#   DEPLOY_MODE  client, or cluster: the driver runs on a worker, which must be able to read the jars; it is
#                started again where it dies and goes on, and its exit code is in OUTPUT/_STATUS.json:
#                submit/bin/rookery status --wait --exit-code OUTPUT
#
# Workers find their GPUs by a script; in each worker's conf/spark-defaults.conf:
#   spark.worker.resource.gpu.amount          8
#   spark.worker.resource.gpu.discoveryScript /…/submit/bin/discover-gpus
# Secrets such as spark.authenticate.secret belong into a file of mode 600: SPARK_CONF_DIR/spark-defaults.conf.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need MASTER "the master's URL, spark://host:7077"
need OUTPUT "the folder of the results, which driver and executors must all see"
executors=${EXECUTORS:-2}
gpus=${GPUS:-1}
cores=${CORES:-$((gpus > 0 ? gpus : 1))}

command=(
  "$submit/bin/spark-submit"
  --class io.rookery.submit.Rookery
  --master "$MASTER"
  --deploy-mode "${DEPLOY_MODE:-client}"
  --name Rookery
  --jars "$(native_jars "$natives")"
  --conf "spark.executor.instances=$executors"
  --conf "spark.cores.max=$((executors * cores))"
  --conf "spark.executor.cores=$cores"
  --conf "spark.executor.memory=${MEMORY:-4g}"
)
if [ "$gpus" -gt 0 ]; then
  command+=(
    --conf "spark.executor.resource.gpu.amount=$gpus"
    --conf spark.task.resource.gpu.amount=1
  )
fi
if [ "${DEPLOY_MODE:-client}" = cluster ]; then
  command+=(--supervise)
fi
# With rookery.resume a driver that is started again goes on where the first one ended.
run "${command[@]}" "$jar" run --output "$OUTPUT" --set rookery.resume=true "$@"
