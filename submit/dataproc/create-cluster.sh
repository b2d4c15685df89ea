#!/usr/bin/env bash
# Creates a Google Cloud Dataproc cluster with GPU workers, with the gcloud CLI.
#
#   BUCKET=gs://bucket/rookery REGION=europe-west4 submit/dataproc/create-cluster.sh [--dry-run]
#
#   BUCKET   folder for jars and scripts
#   REGION   of the cluster
#   CLUSTER  its name (rookery)
#   IMAGE    image version (2.3-debian12: Spark 3.5 with Scala 2.12, so build with -Pspark-3.5)
#   WORKERS, WORKER_TYPE, ACCELERATOR  how many, which machine, which GPU (2, n1-standard-8, nvidia-tesla-t4)
#
# NVIDIA's driver is installed by Google's initialization action. The cluster costs money until it is deleted; it
# deletes itself after an hour without a job.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need BUCKET "a folder such as gs://bucket/rookery"
need REGION "the region, such as europe-west4"
java=/usr/lib/jvm/java-17-openjdk-amd64
properties=(
  "spark-env:JAVA_HOME=$java"
  "spark:spark.executorEnv.JAVA_HOME=$java"
  "spark:spark.yarn.appMasterEnv.JAVA_HOME=$java"
  "spark:spark.dynamicAllocation.enabled=false"
  "spark:spark.authenticate=true"
  "spark:spark.network.crypto.enabled=true"
)
joined=$(IFS=,; echo "${properties[*]}")

run gsutil cp "$submit/dataproc/init-rookery.sh" "$BUCKET/init-rookery.sh"
run gsutil cp "$submit/bin/discover-gpus" "$BUCKET/discover-gpus"
run gcloud dataproc clusters create "${CLUSTER:-rookery}" \
  --region "$REGION" \
  --image-version "${IMAGE:-2.3-debian12}" \
  --num-workers "${WORKERS:-2}" \
  --worker-machine-type "${WORKER_TYPE:-n1-standard-8}" \
  --worker-accelerator "type=${ACCELERATOR:-nvidia-tesla-t4},count=1" \
  --initialization-actions "gs://goog-dataproc-initialization-actions-$REGION/gpu/install_gpu_driver.sh,$BUCKET/init-rookery.sh" \
  --initialization-action-timeout 45m \
  --metadata "rookery-bucket=$BUCKET" \
  --properties "$joined" \
  --max-idle 1h
