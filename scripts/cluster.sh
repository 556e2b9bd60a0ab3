# Sourced by run: starts a cluster on this machine from installed packages, to try failover.
# PostgreSQL, Redis, some nodes and nginx, all on loopback, with their files in one directory.
# shellcheck shell=bash disable=SC2154 # run has set root and java_options

# Prints the packages of the missing programs.
missing_packages() {
  postgres_bin >/dev/null || echo postgresql
  command -v redis-server >/dev/null || echo redis-server
  command -v nginx >/dev/null || echo nginx
}

# Prints the directory of the newest PostgreSQL's programs.
postgres_bin() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
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
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}") \
      >"$cluster/apt.log" 2>&1 || true
    disable_services "${missing[@]}" >>"$cluster/apt.log" 2>&1
    mapfile -t missing < <(missing_packages)
  fi
  [[ ${#missing[@]} == 0 ]] || fail "a cluster needs the packages: ${missing[*]}."
}

# as USER COMMAND...: runs the command as that user if the caller is root, else as the caller. It replaces the shell, so
# call it in a subshell.
as() {
  cd / || exit # the user may not be allowed in the current directory
  if [[ $(id -u) == 0 ]]; then
    exec setpriv --reuid="$1" --regid="$(id -g "$1")" --clear-groups -- "${@:2}"
  else
    exec "${@:2}"
  fi
}

# own_directory NAME USER OWNER: makes and prints a directory for that user's files. It is in the cluster's directory, unless
# the user has no access there, as in root's home. Then it is in /var/tmp, the same one each time.
own_directory() {
  local place=$cluster/$1
  if [[ $(id -u) != 0 ]]; then
    mkdir -p "$place"
  else
    (as "$2" test -x "$cluster") || place=/var/tmp/roomkeeper-$1-$(sha256sum <<<"$cluster" | cut -c 1-12)
    if [[ ! -e $place && ! -L $place ]]; then
      mkdir -m 711 "$place"
      chown "$3" "$place"
    fi
    [[ ! -L $place && $(stat -c %U "$place") == "$3" ]] || fail "$place belongs to another user."
  fi
  echo "$place"
}

# Prints the user of nginx's workers if root starts it.
nginx_user() {
  if id www-data >/dev/null 2>&1; then echo www-data; else echo nobody; fi
}

free_port() {
  "$JAVA_HOME/bin/java" "$root/scripts/FreePorts.java" "$1"
}

# launch NAME LOG COMMAND...: runs it in the background, with its output in the log. Sets `launched` to its pid.
launch() {
  local name=$1 log=$2
  shift 2
  "$@" >>"$cluster/$log.log" 2>&1 &
  launched=$!
  running[$launched]=$name
}

# await NAME PID COMMAND...: waits until the command succeeds. Fails if the process ends or after 60 s.
await() {
  local name=$1 pid=$2 tries=0
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ! kill -0 "$pid" 2>/dev/null || ((++tries == 300)); then
      fail "$name did not start; see the logs in $cluster"
    fi
    sleep 0.2
  done
}

# accepts PORT: whether something listens there.
accepts() {
  bash -c ": <>/dev/tcp/127.0.0.1/$1"
}

# secret NAME: writes a new password to a file that only its owner may read.
secret() {
  (
    umask 077
    head -c 24 /dev/urandom | base64 | tr -d '\n/+=' >"$cluster/$1"
    echo >>"$cluster/$1"
  )
}

# start_postgres PROGRAMS PORT. Other users of this machine can reach the ports too. So PostgreSQL and Redis require a
# password, and each start makes new ones.
start_postgres() {
  local files
  files=$(own_directory postgres postgres postgres)
  if [[ ! -f $files/PG_VERSION ]]; then
    (as postgres "$1/initdb" -D "$files" -U roomkeeper -A trust -E UTF8 --no-locale) \
      >"$cluster/initdb.log" 2>&1 || fail "PostgreSQL could not be set up; see $cluster/initdb.log"
  fi
  # Before the server starts, so that nobody can connect without a password.
  (as postgres sh -c 'printf "local all all scram-sha-256\nhost all all samehost scram-sha-256\n" >"$1"' - \
    "$files/pg_hba.conf")
  printf "ALTER ROLE roomkeeper PASSWORD '%s'\n" "$(<"$cluster/postgres.password")" |
    (as postgres "$1/postgres" --single -D "$files" postgres) >>"$cluster/initdb.log" 2>&1 ||
    fail "PostgreSQL's password could not be set; see $cluster/initdb.log"
  launch PostgreSQL postgres as postgres "$1/postgres" -D "$files" -p "$2" -k '' \
    -c listen_addresses=127.0.0.1 -c max_connections=200
  await PostgreSQL "$launched" "$1/pg_isready" -h 127.0.0.1 -p "$2" -U roomkeeper
  # This fails if the database exists already.
  PGPASSWORD=$(<"$cluster/postgres.password") \
    "$1/createdb" -h 127.0.0.1 -p "$2" -U roomkeeper roomkeeper 2>>"$cluster/initdb.log" || true
}

# start_nginx PORT PORT_OF_NODE...
start_nginx() {
  local files user more='daemon off;'
  user=$(nginx_user)
  files=$(own_directory nginx "$user" root)
  [[ $(id -u) != 0 ]] || more+=" user $user $(id -gn "$user");"
  sed "s/listen 8080;/listen $1;/" "$root/deploy/nginx.conf" >"$files/nginx.conf"
  printf 'server 127.0.0.1:%s max_fails=1 fail_timeout=1s;\n' "${@:2}" >"$files/nodes.conf"
  launch nginx nginx nginx -p "$files/" -c nginx.conf -e "$cluster/nginx.log" -g "$more"
  await nginx "$launched" accepts "$1"
}

start_cluster() {
  local count=$1 port=$2
  [[ $count =~ ^[1-9]$ ]] || fail "--cluster takes a number of nodes from 1 to 9."
  [[ $port =~ ^[0-9]{1,5}$ ]] || fail "--port takes a number."
  cluster=$3/cluster
  mkdir -p "$cluster"
  [[ $(id -u) != 0 ]] || chmod 711 "$cluster" # PostgreSQL and nginx run as other users
  install_cluster_packages
  local bin ports i
  bin=$(postgres_bin)
  mapfile -t ports < <(free_port $((count + 3)))
  [[ $port != 0 ]] || port=${ports[count + 2]}

  # Each process has its own process group. So only this script receives Ctrl-C, and stops them in order.
  declare -gA running=()
  set -m
  trap 'stop_cluster' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP

  rm -f "$cluster"/*.log
  umask 077 # the logs contain the set-up code
  secret postgres.password
  secret redis.password
  start_postgres "$bin" "${ports[0]}"
  printf 'requirepass %s\n' "$(<"$cluster/redis.password")" >"$cluster/redis.conf"
  launch Redis redis redis-server "$cluster/redis.conf" --port "${ports[1]}" --bind 127.0.0.1 --save '' \
    --appendonly no --dir "$cluster"
  await Redis "$launched" accepts "${ports[1]}"

  local nodes=() table=()
  for ((i = 1; i <= count; i++)); do
    # shellcheck disable=SC2086 # JAVA_OPTS is a list of words
    launch "node $i" "node$i" "$JAVA_HOME/bin/java" "${java_options[@]}" ${JAVA_OPTS:-} \
      -jar "$root/server/target/roomkeeper-server.jar" \
      --host 127.0.0.1 --port "${ports[i + 1]}" --data "$cluster/node$i" \
      --database "postgres://roomkeeper@127.0.0.1:${ports[0]}/roomkeeper" --redis "redis://127.0.0.1:${ports[1]}" \
      --database-password-file "$cluster/postgres.password" --redis-password-file "$cluster/redis.password" \
      --trust-proxy 127.0.0.1
    nodes+=("$launched")
    table+=("  node $i  http://127.0.0.1:${ports[i + 1]}  pid $launched")
    # One after the other: the first creates the tables. The set-up code of the last one is the valid one.
    await "node $i" "$launched" accepts "${ports[i + 1]}"
  done
  start_nginx "$port" "${ports[@]:2:count}"

  echo "Roomkeeper is at http://localhost:$port, on $count nodes behind nginx:"
  printf '%s\n' "${table[@]}"
  grep -h 'set-up code' "$cluster/node$count.log" || true
  echo "Kill one with kill -9 and its pid: its rooms go on at another node. Ctrl-C stops all."
  watch_cluster
}

# Prints each process that ends, until none is left.
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

# stop SIGNAL SECONDS NAMES: signals the processes whose names match, and waits for them. Kills those that are left after so
# many seconds, with all processes they started.
stop() {
  local pid pids=() deadline
  for pid in "${!running[@]}"; do
    # shellcheck disable=SC2053 # a pattern
    if [[ ${running[$pid]} == $3 ]] && kill "-$1" "$pid" 2>/dev/null; then
      pids+=("$pid")
    fi
  done
  deadline=$((SECONDS + $2))
  for pid in "${pids[@]}"; do
    while kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)); do
      sleep 0.1
    done
    if kill -0 "$pid" 2>/dev/null; then
      echo "${running[$pid]}, pid $pid, did not end within $2 s and is killed."
      disown "$pid" 2>/dev/null # so that the shell does not report its end as well
      kill -KILL -- "-$pid" 2>/dev/null || true
    fi
  done
}

# Stops the nodes first, so that they can release their rooms, then the services they use.
stop_cluster() {
  trap - EXIT
  trap '' INT TERM HUP
  stop TERM 30 'node *'
  stop TERM 5 nginx
  stop TERM 5 Redis
  stop INT 15 PostgreSQL # its fast shutdown, which closes open connections
}
