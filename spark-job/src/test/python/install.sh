#!/usr/bin/env bash
# A real MLflow and a real TensorBoard for the tests of the trackers, with pip into a virtual environment of their own,
# which is kept and used again. By mvn -Ptrackers.
#
#   spark-job/src/test/python/install.sh FOLDER
set -euo pipefail

venv=${1:?give a folder for the virtual environment}
wanted=(mlflow==3.17.2 tensorboard==2.21.0)
if [ "$(cat "$venv/holds" 2>/dev/null)" != "${wanted[*]}" ]; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check "${wanted[@]}"
  echo "${wanted[*]}" >"$venv/holds"
fi
