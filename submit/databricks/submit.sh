#!/usr/bin/env bash
# Uploads Rookery to a Databricks workspace and starts a job there, with the Databricks CLI (version 0.200 or newer,
# logged in by databricks auth login).
#
#   submit/databricks/submit.sh [--dry-run] [jar | notebook]
#
#   jar       (default) job-jar.json: one search, its results on a volume
#   notebook  job-notebook.json: the Scala notebook 1-first-search
#
#   VOLUME    folder of a Unity Catalog volume for jars and results (/Volumes/main/default/rookery)
#   WORKSPACE folder of the notebooks (/Workspace/Shared/rookery)
#
# The JSON names those two as they are by default: change both files where yours are others. The cluster must have
# dedicated access mode (data_security_mode SINGLE_USER): standard mode has no SparkContext and no GPU. Exit codes
# other than 0 show as a failed run, and are in results/…/_STATUS.json. Runtime 18 is Spark 4.1; for runtimes of Spark
# 3.5 (16.4) build with -Pspark-3.5 and set ROOKERY_TARGET.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

kind=${1:-jar}
volume=${VOLUME:-/Volumes/main/default/rookery}
workspace=${WORKSPACE:-/Workspace/Shared/rookery}
job=$submit/databricks/job-$kind.json
[ -f "$job" ] || die "there is no job '$kind': jar or notebook"

run databricks fs mkdir "dbfs:$volume"
run databricks fs cp --overwrite "$jar" "dbfs:$volume/rookery-job.jar"
for native in "$natives"/*.jar; do
  run databricks fs cp --overwrite "$native" "dbfs:$volume/$(basename "$native")"
done
run databricks fs cp --overwrite "$submit/databricks/init-rookery.sh" "dbfs:$volume/init-rookery.sh"
if [ "$kind" = notebook ]; then
  # A folder a language: on import their names lose their endings.
  for language in scala python; do
    run databricks workspace mkdirs "$workspace/$language"
    run databricks workspace import-dir --overwrite "$submit/notebooks/$language" "$workspace/$language"
  done
fi
# A run without a job of its own; databricks jobs create --json takes the same file.
run databricks jobs submit --json "@$job"
