# Sourced by run: a whole cluster on this machine, from installed packages, for trying failover out.
# PostgreSQL, Redis, so many nodes and nginx, all on loopback, with their files in one directory.
# shellcheck shell=bash disable=SC2154 # run has set root and java_options

# Which of the programs are missing, as the packages that bring them.
missing_packages() {
  postgres_bin >/dev/null || echo postgresql
  command -v redis-server >/dev/null || echo redis-server
  command -v nginx >/dev/null || echo nginx
}

# The directory of the newest PostgreSQL's programs.
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

# as USER COMMAND...: by root, as that user; by anybody else, as oneself. Takes the shell's place, which is a subshell's.
as() {
  cd / || exit # where the user may be
  if [[ $(id -u) == 0 ]]; then
    exec setpriv --reuid="$1" --regid="$(id -g "$1")" --clear-groups -- "${@:2}"
  else
    exec "${@:2}"
  fi
}

# own_directory NAME USER OWNER: makes and prints the place of that user's files: below the cluster's directory, unless
# the user can't come there, as in root's home. Then it is one in /var/tmp, the same one each time.
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
    [[ ! -L $place && $(stat -c %U "$place") == "$3" ]] || fail "$place is somebody else's."
  fi
  echo "$place"
}

# Whom nginx's workers are, started by root.
nginx_user() {
  if id www-data >/dev/null 2>&1; then echo www-data; else echo nobody; fi
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
    if ! kill -0 "$pid" 2>/dev/null || ((++tries == 300)); then
      fail "$name did not start; see the logs in $cluster"
    fi
    sleep 0.2
  done
}

accepts() { # accepts PORT
  bash -c ": <>/dev/tcp/127.0.0.1/$1"
}

# secret NAME: a file with a fresh password, which its owner alone may read.
secret() {
  (
    umask 077
    head -c 24 /dev/urandom | base64 | tr -d '\n/+=' >"$cluster/$1"
    echo >>"$cluster/$1"
  )
}

# Whoever else is on this machine reaches the ports too; so both services want a password, another one each time.
start_postgres() { # start_postgres PROGRAMS PORT
  local files
  files=$(own_directory postgres postgres postgres)
  if [[ ! -f $files/PG_VERSION ]]; then
    (as postgres "$1/initdb" -D "$files" -U roomkeeper -A trust -E UTF8 --no-locale) \
      >"$cluster/initdb.log" 2>&1 || fail "PostgreSQL could not be set up; see $cluster/initdb.log"
  fi
  # Before there is a server that others could reach.
  (as postgres sh -c 'printf "local all all scram-sha-256\nhost all all samehost scram-sha-256\n" >"$1"' - \
    "$files/pg_hba.conf")
  printf "ALTER ROLE roomkeeper PASSWORD '%s'\n" "$(<"$cluster/postgres.password")" |
    (as postgres "$1/postgres" --single -D "$files" postgres) >>"$cluster/initdb.log" 2>&1 ||
    fail "PostgreSQL's password could not be set; see $cluster/initdb.log"
  launch PostgreSQL postgres as postgres "$1/postgres" -D "$files" -p "$2" -k '' \
    -c listen_addresses=127.0.0.1 -c max_connections=200
  await PostgreSQL "$launched" "$1/pg_isready" -h 127.0.0.1 -p "$2" -U roomkeeper
  # It says no where the database is there already.
  PGPASSWORD=$(<"$cluster/postgres.password") \
    "$1/createdb" -h 127.0.0.1 -p "$2" -U roomkeeper roomkeeper 2>>"$cluster/initdb.log" || true
}

start_nginx() { # start_nginx PORT PORT_OF_NODE...
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
  [[ $(id -u) != 0 ]] || chmod 711 "$cluster" # PostgreSQL and nginx are other users.
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
  umask 077 # The logs have the set-up code in them.
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
    # One after the other: the first sets the database up, and prints the set-up code that counts.
    await "node $i" "$launched" accepts "${ports[i + 1]}"
  done
  start_nginx "$port" "${ports[@]:2:count}"

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

# stop SIGNAL SECONDS NAMES: those whose name matches; waits for them so long, and then kills them with all they started.
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
      disown "$pid" 2>/dev/null # of which nobody needs to be told a second time
      kill -KILL -- "-$pid" 2>/dev/null || true
    fi
  done
}

# The nodes first, so that they give their rooms up in good order; then what they stand on.
stop_cluster() {
  trap - EXIT
  trap '' INT TERM HUP
  stop TERM 30 'node *'
  stop TERM 5 nginx
  stop TERM 5 Redis
  stop INT 15 PostgreSQL # which is its fast shutdown: whoever is still connected is cut off
}
