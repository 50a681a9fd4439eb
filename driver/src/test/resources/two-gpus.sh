#!/usr/bin/env bash
# Stands for discover-gpus.sh on a machine with two GPUs.
echo '{"name":"gpu","addresses":["0","1"]}'
