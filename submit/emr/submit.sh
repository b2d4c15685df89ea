#!/usr/bin/env bash
# A search as a step of an Amazon EMR cluster that create-cluster.sh made, with the AWS CLI.
#
#   CLUSTER=j-… BUCKET=s3://bucket/rookery submit/emr/submit.sh [--dry-run] [options of rookery run]
#
#   CLUSTER    the cluster's id
#   BUCKET     folder for jars and results
#   OUTPUT     folder of the results (BUCKET/results/search)
#   EXECUTORS  how many executors, one GPU and one training each (2)
#   CORES, MEMORY, OVERHEAD  of each executor (2, 4g, 2g)
#
# EMR 7 is Spark 3.5 with Scala 2.12: mvn -B -ntp -Pspark-3.5 -DskipTests package, and ROOKERY_TARGET set to
# submit/target/spark-3.5. The step's state tells success from failure; the exit code is in OUTPUT/_STATUS.json.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need CLUSTER "the cluster's id, j-…"
need BUCKET "a folder such as s3://bucket/rookery"
output=${OUTPUT:-$BUCKET/results/search}

run aws s3 cp "$jar" "$BUCKET/rookery-job.jar"
run aws s3 cp "$submit/bin/discover-gpus" "$BUCKET/discover-gpus"
run aws s3 sync "$natives" "$BUCKET/natives"

arguments=(
  spark-submit
  --class io.rookery.submit.Rookery
  --master yarn
  --deploy-mode cluster
  --name Rookery
  --jars "$(native_jars "$BUCKET/natives")"
  --files "$BUCKET/discover-gpus"
  --conf "spark.executor.instances=${EXECUTORS:-2}"
  --conf "spark.executor.cores=${CORES:-2}"
  --conf "spark.task.cpus=${CORES:-2}"
  --conf "spark.executor.memory=${MEMORY:-4g}"
  --conf "spark.executor.memoryOverhead=${OVERHEAD:-2g}"
  --conf spark.executor.resource.gpu.amount=1
  --conf spark.executor.resource.gpu.discoveryScript=./discover-gpus
  --conf spark.task.resource.gpu.amount=1
  --conf spark.dynamicAllocation.enabled=false
  --conf spark.yarn.maxAppAttempts=3
  "$BUCKET/rookery-job.jar"
  run --output "$output" --set rookery.resume=true "$@"
)

# JSON of the words, quoted by hand: only a quote and a backslash need it.
words=''
for word in "${arguments[@]}"; do
  word=${word//\\/\\\\}
  words+="${words:+,}\"${word//\"/\\\"}\""
done
step="[{\"Name\":\"Rookery search\",\"Type\":\"CUSTOM_JAR\",\"ActionOnFailure\":\"CONTINUE\",\"Jar\":\"command-runner.jar\",\"Args\":[$words]}]"
run aws emr add-steps --cluster-id "$CLUSTER" --steps "$step"
