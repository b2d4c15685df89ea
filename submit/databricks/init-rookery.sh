#!/usr/bin/env bash
# Cluster-scoped init script: puts the job jar and the native code on the class path of driver and executors before
# they start. A cluster library comes after the driver has started, too late for spark.plugins.
#
# ROOKERY_JARS (a cluster environment variable) is the folder that submit.sh filled, in a Unity Catalog volume.
set -euo pipefail

jars=${ROOKERY_JARS:?set it in the spark_env_vars of the cluster, such as /Volumes/main/default/rookery}
cp "$jars"/*.jar /databricks/jars/
# The engine unpacks half a gigabyte of native code; the local disk has room.
install -d -m 1777 /local_disk0/rookery-cache
