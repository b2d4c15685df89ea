#!/usr/bin/env bash
# Creates an Amazon EMR cluster with GPU workers, with the AWS CLI; prints its id.
#
#   BUCKET=s3://bucket/rookery submit/emr/create-cluster.sh [--dry-run]
#
#   BUCKET   folder for jars, scripts and logs
#   RELEASE  EMR release (emr-7.12.0: Spark 3.5, Scala 2.12, Java 17, so build with -Pspark-3.5)
#   WORKERS, WORKER_TYPE, PRIMARY_TYPE  how many and which machines (2, g5.xlarge, m5.xlarge)
#   KEY, SUBNET  name of the EC2 key pair, and id of the subnet (the account's default)
#
# The cluster costs money until it is ended; it ends itself an hour after the last step.
set -euo pipefail
# shellcheck source=submit/lib/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib/recipe.sh"

need BUCKET "a folder such as s3://bucket/rookery"
attributes="InstanceProfile=EMR_EC2_DefaultRole${KEY:+,KeyName=$KEY}${SUBNET:+,SubnetId=$SUBNET}"

run aws s3 cp "$submit/emr/bootstrap.sh" "$BUCKET/bootstrap.sh"
run aws emr create-cluster \
  --name Rookery \
  --release-label "${RELEASE:-emr-7.12.0}" \
  --applications Name=Hadoop Name=Spark \
  --service-role EMR_DefaultRole \
  --ec2-attributes "$attributes" \
  --log-uri "$BUCKET/logs/" \
  --instance-groups \
  "InstanceGroupType=MASTER,InstanceCount=1,InstanceType=${PRIMARY_TYPE:-m5.xlarge}" \
  "InstanceGroupType=CORE,InstanceCount=${WORKERS:-2},InstanceType=${WORKER_TYPE:-g5.xlarge}" \
  --configurations "file://$submit/emr/configurations.json" \
  --bootstrap-actions "Path=$BUCKET/bootstrap.sh,Name=gpu-cgroups" \
  --auto-termination-policy IdleTimeout=3600
