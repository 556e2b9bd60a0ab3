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

# as_postgres COMMAND...: PostgreSQL refuses to run as root. Takes the shell's place, which is a subshell's.
as_postgres() {
  cd / || exit # where its user may be
  if [[ $(id -u) == 0 ]]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    exec "$@"
  fi
}

# Where PostgreSQL's files are: below the cluster's directory, unless the user it runs as can't come there,
# as in root's home. Then they have a place of their own, the same one each time.
postgres_directory() {
  if [[ $(id -u) != 0 ]] || (as_postgres test -x "$cluster"); then
    echo "$cluster/postgres"
  else
    echo "/var/tmp/roomkeeper-postgres-$(sha256sum <<<"$cluster" | cut -c 1-12)"
  fi
}

free_port() {
  "$JAVA_HOME/bin/java" "$root/scripts/FreePorts.java" "$1"
}

# launch NAME LOG COMMAND...: in the background; what it prints goes to the log. Its pid is in `launched`.
launch() {
  local name=$1 log=$2
  shift 2
  "$@" >>"$cluster/$log.log" 2>&1 &
  launched=$!
  running[$launched]=$name
}

await() { # await NAME PID COMMAND...
  local name=$1 pid=$2 tries=0
  shift 2
  until "$@" >/dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null && ((++tries < 300)) || fail "$name did not start; see the logs in $cluster"
    sleep 0.2
  done
}

accepts() { # accepts PORT
  bash -c ": <>/dev/tcp/127.0.0.1/$1"
}

start_postgres() { # start_postgres PROGRAMS PORT
  local files
  files=$(postgres_directory)
  if [[ ! -f $files/PG_VERSION ]]; then
    mkdir -p "$files"
    [[ $(id -u) != 0 ]] || chown postgres "$files"
    (as_postgres "$1/initdb" -D "$files" -U roomkeeper -A trust -E UTF8 --no-locale) \
      >"$cluster/initdb.log" 2>&1 || fail "PostgreSQL could not be set up; see $cluster/initdb.log"
  fi
  launch PostgreSQL postgres as_postgres "$1/postgres" -D "$files" -p "$2" -k '' \
    -c listen_addresses=127.0.0.1 -c max_connections=200
  await PostgreSQL "$launched" "$1/pg_isready" -h 127.0.0.1 -p "$2" -U roomkeeper
  # It says no where the database is there already.
  "$1/createdb" -h 127.0.0.1 -p "$2" -U roomkeeper roomkeeper 2>>"$cluster/initdb.log" || true
}

start_nginx() { # start_nginx PORT
  local as='daemon off;'
  # Workers of another user could not come to nginx's own files, where the cluster's are in root's home.
  [[ $(id -u) != 0 ]] || as+=' user root;'
  sed "s/listen 8080;/listen $1;/" "$root/deploy/nginx.conf" >"$cluster/nginx.conf"
  launch nginx nginx nginx -p "$cluster/" -c nginx.conf -e "$cluster/nginx.log" -g "$as"
  await nginx "$launched" accepts "$1"
}

start_cluster() {
  local count=$1 port=$2
  [[ $count =~ ^[1-9]$ ]] || fail "--cluster takes a number of nodes from 1 to 9."
  [[ $port =~ ^[0-9]{1,5}$ ]] || fail "--port takes a number."
  cluster=$3/cluster
  mkdir -p "$cluster"
  chmod 711 "$3" "$cluster"
  install_cluster_packages
  local bin ports i
  bin=$(postgres_bin)
  mapfile -t ports < <(free_port $((count + 3)))
  [[ $port != 0 ]] || port=${ports[count + 2]}

  # Each is in a process group of its own: Ctrl-C comes to this script alone, which stops them in order.
  declare -gA running=()
  set -m
  trap 'stop_cluster' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP

  rm -f "$cluster"/*.log
  start_postgres "$bin" "${ports[0]}"
  launch Redis redis redis-server --port "${ports[1]}" --bind 127.0.0.1 --save '' --appendonly no --dir "$cluster"
  await Redis "$launched" accepts "${ports[1]}"

  local nodes=() table=()
  : >"$cluster/nodes.conf"
  for ((i = 1; i <= count; i++)); do
    # shellcheck disable=SC2086 # JAVA_OPTS is a list of words
    launch "node $i" "node$i" "$JAVA_HOME/bin/java" "${java_options[@]}" ${JAVA_OPTS:-} \
      -jar "$root/server/target/roomkeeper-server.jar" \
      --host 127.0.0.1 --port "${ports[i + 1]}" --data "$cluster/node$i" \
      --database "postgres://roomkeeper@127.0.0.1:${ports[0]}/roomkeeper" --redis "redis://127.0.0.1:${ports[1]}" \
      --trust-proxy 127.0.0.1
    nodes+=("$launched")
    table+=("  node $i  http://127.0.0.1:${ports[i + 1]}  pid $launched")
    echo "server 127.0.0.1:${ports[i + 1]} max_fails=1 fail_timeout=1s;" >>"$cluster/nodes.conf"
    # One after the other: the first sets the database up, and prints the set-up code that counts.
    await "node $i" "$launched" accepts "${ports[i + 1]}"
  done
  start_nginx "$port"

  echo "Roomkeeper is at http://localhost:$port, on $count nodes behind nginx:"
  printf '%s\n' "${table[@]}"
  grep -h 'set-up code' "$cluster/node$count.log" || true
  echo "Kill one with kill -9 and its pid, and watch its rooms go on at another. Ctrl-C stops all."
  watch_cluster
}

# Says who ended, until nobody is left.
watch_cluster() {
  local ended
  while true; do
    ended=
    wait -n -p ended 2>/dev/null || true
    [[ -n $ended ]] || return 0
    [[ ! -v running[$ended] ]] || echo "${running[$ended]} ended, pid $ended."
    unset "running[$ended]"
  done
}

# stop SIGNAL NAMES: those whose name matches; waits for them.
stop() {
  local pid pids=() tries=0
  for pid in "${!running[@]}"; do
    if [[ ${running[$pid]} == $2 ]] && kill "-$1" "$pid" 2>/dev/null; then
      pids+=("$pid")
    fi
  done
  for pid in "${pids[@]}"; do
    while kill -0 "$pid" 2>/dev/null; do
      ((++tries < 200)) || kill -KILL "$pid" 2>/dev/null
      sleep 0.1
    done
  done
}

# The nodes first, so that they give their rooms up in good order; then what they stand on.
stop_cluster() {
  trap - EXIT
  trap '' INT TERM HUP
  stop TERM 'node *'
  stop TERM nginx
  stop TERM Redis
  stop INT PostgreSQL # which is its fast shutdown: whoever is still connected is cut off
  wait 2>/dev/null || true
}
