# shellcheck shell=bash
# Sourced by the recipes: what they share. A first argument --dry-run prints the commands and runs none.
#
#   ROOKERY_TARGET   what Maven built: submit/target (Spark 4.1), submit/target/spark-3.5 (built with -Pspark-3.5)
#   ROOKERY_NATIVES  folder of the native jars; default those for CPUs in ROOKERY_TARGET. CUDA: docs/clusters.md

submit=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${ROOKERY_TARGET:-$submit/target}
natives=${ROOKERY_NATIVES:-$target/natives}
jar=$target/rookery-job.jar

dry_run=false
if [ "${1:-}" = --dry-run ]; then
  dry_run=true
  shift
fi

# die MESSAGE: ends with the code of a wrong use.
die() {
  echo "$(basename "$(dirname "$0")")/$(basename "$0"): $1" >&2
  exit 2
}

# need NAME MEANING: the environment variable must be set.
need() {
  [ -n "${!1:-}" ] || die "set $1: $2"
}

# run COMMAND…: runs it, or prints it so that it can be pasted into a shell.
run() {
  if $dry_run; then
    printf '%q ' "$@"
    printf '\n'
  else
    "$@"
  fi
}

# native_jars FOLDER: the native jars as they lie in that folder, joined by commas.
native_jars() {
  local prefix=$1 list='' file
  for file in "$natives"/*.jar; do
    [ -e "$file" ] || die "there are no jars in $natives: build first, mvn -B -ntp -DskipTests package"
    list+="${list:+,}$prefix/$(basename "$file")"
  done
  printf '%s' "$list"
}

# Every recipe asks for GPUs unless GPUS=0 says otherwise, and the build's own native code sees none.
for file in "$natives"/pytorch-native-cpu-[0-9]*.jar; do
  if [ -e "$file" ] && [ "${GPUS:-1}" != 0 ]; then
    echo "$(basename "$(dirname "$0")")/$(basename "$0"): $natives holds native code for CPUs, which sees no GPU; for CUDA's see docs/clusters.md" >&2
    break
  fi
done

[ -f "$jar" ] || die "there is no $jar: build first, mvn -B -ntp -DskipTests package"
