#!/usr/bin/env bash
# Tells Spark which GPUs this machine has: {"name":"gpu","addresses":["0","1"]}.
#
# The addresses are CUDA's own numbers within this environment: where CUDA_VISIBLE_DEVICES names some
# of the GPUs (Slurm does), CUDA counts those from 0, whatever their numbers on the machine are.
set -euo pipefail

if [[ -v CUDA_VISIBLE_DEVICES ]]; then
  visible=$CUDA_VISIBLE_DEVICES
  [[ $visible != NoDevFiles && $visible != -1 ]] || visible=''
  count=$(tr ',' '\n' <<<"$visible" | grep -c . || true)
else
  # -L prints a line for each GPU, and below it one for each of its partitions.
  count=$({ nvidia-smi -L 2>/dev/null || true; } | grep -c '^GPU ' || true)
fi
addresses=''
for ((i = 0; i < count; i++)); do
  addresses+="${addresses:+,}\"$i\""
done
echo "{\"name\":\"gpu\",\"addresses\":[$addresses]}"
