#!/usr/bin/env bash
# A search on a Google Cloud Dataproc cluster that create-cluster.sh made, with the gcloud CLI.
#
#   BUCKET=gs://bucket/rookery REGION=europe-west4 submit/dataproc/submit.sh [--dry-run] [options of rookery run]
#
#   BUCKET     folder for jars and results
#   REGION     of the cluster
#   CLUSTER    its name (rookery)
#   OUTPUT     folder of the results (BUCKET/results/search)
#   EXECUTORS  how many executors, one GPU and one training each (2)
#   CORES, MEMORY, OVERHEAD  of each executor (4, 8g, 2g)
#
# Image 2.3 is Spark 3.5 with Scala 2.12: mvn -B -ntp -Pspark-3.5 -DskipTests package, and ROOKERY_TARGET set to
# submit/target/spark-3.5. The job is started again where its driver dies, and goes on. Exit code: OUTPUT/_STATUS.json.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need BUCKET "a folder such as gs://bucket/rookery"
need REGION "the region, such as europe-west4"
properties=(
  spark.submit.deployMode=cluster
  "spark.executor.instances=${EXECUTORS:-2}"
  "spark.executor.cores=${CORES:-4}"
  "spark.task.cpus=${CORES:-4}"
  "spark.executor.memory=${MEMORY:-8g}"
  "spark.executor.memoryOverhead=${OVERHEAD:-2g}"
  spark.executor.resource.gpu.amount=1
  spark.executor.resource.gpu.discoveryScript=/usr/local/bin/discover-gpus
  spark.task.resource.gpu.amount=1
  spark.yarn.maxAppAttempts=3
)
joined=$(IFS=,; echo "${properties[*]}")

run gsutil cp "$jar" "$BUCKET/rookery-job.jar"
run gsutil -m rsync "$natives" "$BUCKET/natives"
run gcloud dataproc jobs submit spark \
  --cluster "${CLUSTER:-rookery}" \
  --region "$REGION" \
  --class io.rookery.submit.Rookery \
  --jars "$BUCKET/rookery-job.jar,$(native_jars "$BUCKET/natives")" \
  --properties "$joined" \
  --max-failures-per-hour 3 \
  -- run --output "${OUTPUT:-$BUCKET/results/search}" --set rookery.resume=true "$@"
