#!/usr/bin/env bash
# Runs the Scala notebooks from beginning to end, cell by cell, in Scala's own REPL: display, displayHTML and dbutils
# are stand-ins that check what they are given. After mvn -Pnotebooks package; by mvn -Pnotebooks verify.
#
#   submit/notebooks/test.sh WORK   a folder for what the notebooks write
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=${ROOKERY_TARGET:-$here/../target}
work=${1:?give a folder for what the notebooks write}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
opens=()
for package in java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
export OMP_WAIT_POLICY=passive OPT_OUT_TRACKING=true DJL_OFFLINE=true SPARK_LOCAL_IP=127.0.0.1

# 3-analysis reads what 1-first-search left.
failed=0
for notebook in 1-first-search 2-own-data 3-analysis 4-scoring; do
  cells=$work/cells/$notebook
  rm -rf "$cells" "$work/classes"
  mkdir -p "$cells" "$work/classes"
  # A file a cell. A cell whose last line is reached counts itself.
  awk -v folder="$cells" '
    BEGIN { cell = 1 }
    /^\/\/ COMMAND -+$/ { cell++; next }
    { print > sprintf("%s/%02d.scala", folder, cell) }' "$here/scala/$notebook.scala"
  files=(-i "$here/test/prelude.scala")
  count=0
  for cell in "$cells"/*.scala; do
    if grep -qv '^\(//.*\|\s*\)$' "$cell"; then
      echo 'Notebook.done()' >>"$cell"
      files+=(-i "$cell")
      count=$((count + 1))
    fi
  done
  echo "Notebook.end($count)" >"$cells/end.scala"
  echo "== $notebook: $count cells"
  timeout 600 "$java" -Xmx1500m "${opens[@]}" -Dnotebook.work="$work" -Dnotebook.classes="$work/classes" \
    -Dlog4j2.configurationFile="$here/../conf/log4j2.properties" \
    -cp "$target/spark/jars/*:$target/rookery-job.jar:$target/natives/*:$target/scala/*" \
    scala.tools.nsc.MainGenericRunner -usejavacp -Yrepl-class-based -Yrepl-outdir "$work/classes" \
    "${files[@]}" -i "$cells/end.scala" </dev/null || { echo "== $notebook failed"; failed=1; }
done
exit $failed
