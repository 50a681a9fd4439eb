#!/usr/bin/env bash
# Starts a standalone Spark cluster: a master here, and workers here or on other machines.
#
#   spark-conf/start-cluster.sh [--workers N] [--cores C] [--memory M] [--gpus] [--host NAME]
#                               [--port P] [--webui-port P] [--hosts "A B"] [--dir DIR]
#                               [--properties-file FILE]
#
#   --workers N   workers per machine (default 1)       --memory M  of a worker (default: most of it)
#   --cores C     of a worker (default: all)            --gpus      look for GPUs: discover-gpus.sh
#   --hosts "A B" start workers there, through ssh; Kendall's directory has the same path everywhere
#   --host NAME   by which others reach this machine (default 127.0.0.1; with --hosts, its name)
#   --properties-file FILE  Spark's settings, such as the secret by which its parts know each other; the
#                 same file, at the same path everywhere, goes to jobs/kendall
#   --dir DIR     for process ids, logs and work (default: a directory of the user's below /tmp)
#
# The last line of the output is the master's URL. spark-conf/stop-cluster.sh ends it all.
# With --join URL it starts workers only, which is what it does on the other machines, and with --wait
# it stays until they have ended.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
spark=$root/spark
[[ -d $spark ]] || spark=$root/jobs/target/kendall/spark
[[ ! -x ${SPARK_HOME:-}/bin/spark-class ]] || spark=$SPARK_HOME
[[ -x $spark/bin/spark-class ]] || { echo "There is no Spark yet: build with mvn -DskipTests package." >&2; exit 1; }

workers=1 port=7077 webui_port=8080 host='' hosts='' url='' gpus='' wait=''
dir=${TMPDIR:-/tmp}/kendall-cluster-$(id -un)
worker_options=() settings=()
while (($#)); do
  case $1 in
    --gpus) gpus=$1; shift; continue ;;
    --wait) wait=$1; shift; continue ;;
    --workers | --port | --webui-port | --host | --hosts | --dir | --cores | --memory | --join | --properties-file) ;;
    *) echo "There is no option $1; the first lines of ${BASH_SOURCE[0]} tell which there are." >&2; exit 2 ;;
  esac
  (($# > 1)) || { echo "The option $1 needs a value." >&2; exit 2; }
  case $1 in
    --workers) workers=$2 ;;
    --port) port=$2 ;;
    --webui-port) webui_port=$2 ;;
    --host) host=$2 ;;
    --hosts) hosts=$2 ;;
    --dir) dir=$2 ;;
    --join) url=$2 ;;
    --properties-file) settings=(--properties-file "$(realpath "$2")") ;;
    --cores | --memory) worker_options+=("$1" "$2") ;;
  esac
  shift 2
done
[[ -n $host ]] || { [[ -n $hosts$url ]] && host=$(hostname -f) || host=127.0.0.1; }
mkdir -p "$dir"
if compgen -G "$dir/*.pid" >/dev/null; then
  echo "A cluster runs already, by $dir: stop it first, or give another --dir." >&2
  exit 1
fi

# Executors inherit this environment. The log says at info when a master or worker is ready.
export LOG4J_CONFIGURATION_FILE=${LOG4J_CONFIGURATION_FILE:-$root/spark-conf/log4j2.properties}
export KENDALL_LOG_LEVEL=${KENDALL_LOG_LEVEL:-info}
export DJL_CACHE_DIR=${DJL_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/kendall}
[[ $host != 127.0.0.1 ]] || export SPARK_LOCAL_IP=127.0.0.1

# start NAME READY-LINE CLASS OPTION...: in the background; waits until the log has the line.
start() {
  local name=$1 ready=$2 seconds=0
  shift 2
  : >"$dir/$name.log"
  nohup "$spark/bin/spark-class" "$@" >>"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
  until grep -q "$ready" "$dir/$name.log"; do
    if ! kill -0 "$(<"$dir/$name.pid")" 2>/dev/null || ((++seconds > 120)); then
      echo "The $name did not start; its log $dir/$name.log ends with:" >&2
      tail -n 5 "$dir/$name.log" >&2
      "$root/spark-conf/stop-cluster.sh" --dir "$dir" >&2
      exit 1
    fi
    sleep 0.5
  done
}

if [[ -z $url ]]; then
  start master 'I have been elected leader' org.apache.spark.deploy.master.Master \
    --host "$host" --port "$port" --webui-port "$webui_port" ${settings[@]+"${settings[@]}"}
  url=$(grep -o 'spark://[^ ]*' "$dir/master.log" | head -n 1)
fi
if [[ -n $hosts ]]; then
  echo "$hosts" >"$dir/hosts"
  for other in $hosts; do
    ssh -n "$other" "$(printf '%q ' "$root/spark-conf/start-cluster.sh" --join "$url" --host "$other" \
      --workers "$workers" --dir "$dir" $gpus ${worker_options[@]+"${worker_options[@]}"} \
      ${settings[@]+"${settings[@]}"})"
  done
else
  if [[ -n $gpus ]]; then
    amount=$("$root/spark-conf/discover-gpus.sh" | { grep -o '"[0-9]*"' || true; } | wc -l)
    ((amount == 0)) || export SPARK_WORKER_OPTS="${SPARK_WORKER_OPTS:-} \
      -Dspark.worker.resource.gpu.amount=$amount \
      \"-Dspark.worker.resource.gpu.discoveryScript=$root/spark-conf/discover-gpus.sh\""
  fi
  for ((i = 1; i <= workers; i++)); do
    start "worker-$i" 'Successfully registered with master' org.apache.spark.deploy.worker.Worker \
      --host "$host" --webui-port 0 --work-dir "$dir/work-$i" \
      ${settings[@]+"${settings[@]}"} ${worker_options[@]+"${worker_options[@]}"} "$url"
  done
fi
echo "$url"
if [[ -n $wait ]]; then
  trap '"$root/spark-conf/stop-cluster.sh" --dir "$dir"' TERM
  wait
fi
