#!/usr/bin/env bash
# Installs the package with pip into a virtual environment of its own, with a real PySpark, and tests it and the Python
# notebooks, and the scripts of docs/api.md. After mvn package; by mvn -Pnotebooks verify.
#
#   submit/python/test.sh WORK   a folder for the environment, which is kept and used again
#
# ROOKERY_PYTHON names a Python that has PySpark already; then nothing is installed but the package.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=${1:?give a folder for the virtual environment}
export ROOKERY_TARGET=${ROOKERY_TARGET:-$here/../target}
export SPARK_LOCAL_IP=127.0.0.1 OMP_WAIT_POLICY=passive OPT_OUT_TRACKING=true DJL_OFFLINE=true
unset SPARK_HOME # PySpark brings its own

venv=$work/venv
if [ ! -x "$venv/bin/python" ]; then
  mkdir -p "$work"
  if [ -n "${ROOKERY_PYTHON:-}" ]; then
    "$ROOKERY_PYTHON" -m venv --system-site-packages "$venv"
    "$ROOKERY_PYTHON" -c 'import site; print("\n".join(site.getsitepackages()))' >"$(
      "$venv/bin/python" -c 'import site; print(site.getsitepackages()[0])')/outer.pth"
  else
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q 'pyspark[ml,connect]==4.1.0' ipython mypy
  fi
fi
# A copy: setuptools would leave its build beside the source.
rm -rf "$work/package"
cp -r "$here" "$work/package"
"$venv/bin/pip" install -q --no-deps --force-reinstall "$work/package"

cd "$here/tests"
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m unittest -v test_rookery test_notebooks test_docs
if "$venv/bin/python" -c 'import mypy' 2>/dev/null; then
  "$venv/bin/python" -m mypy --cache-dir "$work/mypy" --strict --ignore-missing-imports "$here/rookery"
fi
