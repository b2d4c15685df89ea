#!/usr/bin/env bash
# Initialization action of every node: Java 17, which Rookery needs and older images do not start Spark with, and the
# script by which Spark finds the GPUs.
set -euo pipefail

apt-get update -q
apt-get install -q -y openjdk-17-jre-headless
bucket=$(/usr/share/google/get_metadata_value attributes/rookery-bucket)
gsutil cp "$bucket/discover-gpus" /usr/local/bin/discover-gpus
chmod 755 /usr/local/bin/discover-gpus
