# Sourced by run: a whole cluster on this machine, from installed packages, for trying failover out.
# PostgreSQL, Redis, so many nodes and nginx, all on loopback, with their files in one directory.
# shellcheck shell=bash

# Which of the programs are missing, as the packages that bring them.
missing_packages() {
  postgres_bin >/dev/null || echo postgresql
  command -v redis-server >/dev/null || echo redis-server
  command -v nginx >/dev/null || echo nginx
}

# The directory of the newest PostgreSQL's programs.
postgres_bin() {
  local newest
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [[ -n $newest && -x $newest/initdb ]]; then
    echo "$newest"
  elif command -v initdb >/dev/null && command -v postgres >/dev/null; then
    dirname "$(command -v initdb)"
  else
    return 1
  fi
}

install_cluster_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} == 0 ]] && return
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} ..." >&2
    # Debian would start each as a service, on its usual port.
    printf '#!/bin/sh\nexit 101\n' >"$cluster/policy-rc.d"
    chmod +x "$cluster/policy-rc.d"
    (apt-get update && POLICYRCD="$cluster/policy-rc.d" DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}") >"$cluster/apt.log" 2>&1 || true
    mapfile -t missing < <(missing_packages)
  fi
  [[ ${#missing[@]} == 0 ]] || fail "a cluster needs the packages: ${missing[*]}."
}

# as_postgres COMMAND...: PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    exec "$@"
  fi
}

free_port() {
  "$JAVA_HOME/bin/java" "$root/scripts/FreePorts.java" "$1"
}

await() { # await WHAT COMMAND...
  local what=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    ((++tries < 150)) || fail "$what did not start; see $cluster"
    sleep 0.2
  done
}

start_cluster() {
  local count=$1 port=$2
  [[ $count =~ ^[1-9]$ ]] || fail "--cluster takes a number of nodes from 1 to 9."
  cluster=$3/cluster
  mkdir -p "$cluster"
  chmod 711 "$3" "$cluster"
  install_cluster_packages
  local bin pids=() ports
  bin=$(postgres_bin)
  mapfile -t ports < <(free_port $((count + 2)))

  # Started in process groups of their own: Ctrl-C comes to this script alone, which stops them in order.
  set -m
  trap 'stop_cluster' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  local database=${ports[0]} redis=${ports[1]}
  if [[ ! -d $cluster/postgres/base ]]; then
    mkdir -p "$cluster/postgres"
    [[ $(id -u) == 0 ]] && chown postgres "$cluster/postgres"
    (cd / && as_postgres "$bin/initdb" -D "$cluster/postgres" -U roomkeeper -A trust -E UTF8 --no-locale) \
      >"$cluster/initdb.log" 2>&1 || fail "PostgreSQL could not be set up; see $cluster/initdb.log"
  fi
  (cd / && as_postgres "$bin/postgres" -D "$cluster/postgres" -p "$database" -k '' \
    -c listen_addresses=127.0.0.1 -c max_connections=200) >"$cluster/postgres.log" 2>&1 &
  pids+=($!)
  redis-server --port "$redis" --bind 127.0.0.1 --save '' --appendonly no --dir "$cluster" >"$cluster/redis.log" 2>&1 &
  pids+=($!)
  await PostgreSQL "$bin/pg_isready" -h 127.0.0.1 -p "$database" -U roomkeeper
  "$bin/createdb" -h 127.0.0.1 -p "$database" -U roomkeeper roomkeeper 2>/dev/null || true

  local i node_port table=()
  : >"$cluster/nodes.conf"
  for ((i = 1; i <= count; i++)); do
    node_port=${ports[i + 1]}
    "$JAVA_HOME/bin/java" "${java_options[@]}" ${JAVA_OPTS:-} -jar "$root/server/target/roomkeeper-server.jar" \
      --host 127.0.0.1 --port "$node_port" --data "$cluster/node$i" \
      --database "postgres://roomkeeper@127.0.0.1:$database/roomkeeper" --redis "redis://127.0.0.1:$redis" \
      --trust-proxy 127.0.0.1 >"$cluster/node$i.log" 2>&1 &
    pids+=($!)
    table+=("  node $i  http://127.0.0.1:$node_port  pid $!")
    echo "server 127.0.0.1:$node_port max_fails=1 fail_timeout=1s;" >>"$cluster/nodes.conf"
  done
  for ((i = 1; i <= count; i++)); do
    await "node $i" bash -c ": <>/dev/tcp/127.0.0.1/${ports[i + 1]}"
  done

  sed "s/listen 8080;/listen $port;/" "$root/deploy/nginx.conf" >"$cluster/nginx.conf"
  nginx -p "$cluster/" -c nginx.conf -e "$cluster/nginx.log" -g 'daemon off;' >>"$cluster/nginx.log" 2>&1 &
  pids+=($!)
  await nginx bash -c ": <>/dev/tcp/127.0.0.1/$port"
  cluster_pids=("${pids[@]}")

  echo "Roomkeeper is at http://localhost:$port, on $count nodes behind nginx:"
  printf '%s\n' "${table[@]}"
  echo "Kill one with kill -9 and its pid, and watch its rooms go on at another. Ctrl-C stops all."
  wait
}

# The nodes first, so that they give their rooms up in good order; then what they stand on.
stop_cluster() {
  trap - EXIT INT TERM
  local all=("${cluster_pids[@]:-}") i
  [[ -n ${all[*]} ]] || mapfile -t all < <(jobs -p)
  for ((i = ${#all[@]} - 1; i >= 0; i--)); do
    kill -TERM "${all[i]}" 2>/dev/null || continue
    ((i >= 2)) || sleep 0.1
  done
  wait 2>/dev/null
}
