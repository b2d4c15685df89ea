#!/usr/bin/env bash
# Bootstrap action of every node: a control group of devices that YARN may write, so that it can show each container
# its own GPUs alone.
set -euo pipefail

sudo mkdir -p /rookery-cgroup/devices
sudo mount -t cgroup -o devices cgroupv1-devices /rookery-cgroup/devices
sudo chmod a+rwx -R /rookery-cgroup
