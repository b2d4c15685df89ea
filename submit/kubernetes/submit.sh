#!/usr/bin/env bash
# A search on Kubernetes, through spark-submit; with the Spark operator use spark-application.yaml instead.
#
#   MASTER=k8s://https://host:6443 IMAGE=REGISTRY/rookery:0.1.0 submit/kubernetes/submit.sh [--dry-run] [options …]
#
#   MASTER     the API server, with k8s:// before it: kubectl cluster-info
#   IMAGE      made with the Dockerfile beside this script
#   NAMESPACE  of the pods (default)
#   ACCOUNT    service account that may make pods (spark): kubectl create serviceaccount spark;
#              kubectl create rolebinding spark --clusterrole=edit --serviceaccount=default:spark
#   OUTPUT     folder of the results (/results/search, on the volume that the pod templates name)
#   EXECUTORS  how many executors (2)
#   GPUS       GPUs of each executor, and so trainings at once on it (1); 0 trains on CPUs
#   CORES, MEMORY, OVERHEAD  of each executor (1 a GPU, 4g, 1g a training)
#
# The driver runs in the cluster; its exit code is in OUTPUT/_STATUS.json.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need SPARK_HOME "the home of a Spark distribution of the image's version"
need MASTER "the API server, k8s://https://host:6443"
need IMAGE "the image made with submit/kubernetes/Dockerfile"
gpus=${GPUS:-1}
trainings=$((gpus > 0 ? gpus : 1))
output=${OUTPUT:-/results/search}

command=(
  "$SPARK_HOME/bin/spark-submit"
  --class io.rookery.submit.Rookery
  --master "$MASTER"
  --deploy-mode cluster
  --name rookery
  --conf "spark.kubernetes.namespace=${NAMESPACE:-default}"
  --conf "spark.kubernetes.authenticate.driver.serviceAccountName=${ACCOUNT:-spark}"
  --conf "spark.kubernetes.container.image=$IMAGE"
  --conf "spark.kubernetes.driver.podTemplateFile=$submit/kubernetes/driver-pod-template.yaml"
  --conf "spark.kubernetes.executor.podTemplateFile=$submit/kubernetes/executor-pod-template.yaml"
  --conf spark.kubernetes.driver.podTemplateContainerName=driver
  --conf spark.kubernetes.executor.podTemplateContainerName=executor
  --conf "spark.executor.instances=${EXECUTORS:-2}"
  --conf "spark.executor.cores=${CORES:-$trainings}"
  --conf "spark.executor.memory=${MEMORY:-4g}"
  --conf "spark.executor.memoryOverhead=${OVERHEAD:-${trainings}g}"
  --conf spark.dynamicAllocation.enabled=false
)
if [ "$gpus" -gt 0 ]; then
  command+=(
    --conf "spark.executor.resource.gpu.amount=$gpus"
    --conf spark.executor.resource.gpu.vendor=nvidia.com
    --conf spark.executor.resource.gpu.discoveryScript=/opt/rookery/discover-gpus
    --conf spark.task.resource.gpu.amount=1
  )
fi
# The jars lie in the image.
run "${command[@]}" local:///opt/spark/jars/rookery-job.jar \
  run --output "$output" --set rookery.resume=true "$@"
