# Sourced by bench: measures durable commands a second on PostgreSQL, and pgbench's single-row inserts with as many
# clients, in turns on one PostgreSQL with its default settings: fsync and synchronous_commit on.
# Usage: ./bench/bench postgres [CLIENTS [PER_ROOM [SECONDS [ROUNDS]]]]
# shellcheck shell=bash

clients=${1:-200} per_room=${2:-1} seconds=${3:-15} rounds=${4:-3} warmup=5
[[ $clients$per_room$seconds$rounds =~ ^[0-9]+$ && $((clients % per_room)) == 0 ]] \
  || fail "usage: ./bench/bench postgres [CLIENTS [PER_ROOM [SECONDS [ROUNDS]]]], numbers, CLIENTS a multiple of PER_ROOM"

initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1 || command -v initdb || true)
bin=$(dirname "$(readlink -f "${initdb:-missing}")")
[[ -x $bin/initdb && -x $bin/pgbench ]] || fail "needs PostgreSQL with pgbench: install the package 'postgresql'."

folder=$(mktemp -d)
as_user=()
if [[ $(id -u) == 0 ]]; then
  chown postgres "$folder"
  as_user=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
postgres_pid="" server_pid=""
clean_up() {
  [[ -z $server_pid ]] || { kill "$server_pid" && wait "$server_pid"; } 2>/dev/null || true
  [[ -z $postgres_pid ]] || { kill -INT "$postgres_pid" && wait "$postgres_pid"; } 2>/dev/null || true
  rm -rf "$folder"
}
trap clean_up EXIT

port=$((20000 + RANDOM % 10000))
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=bench PGDATABASE=postgres
(cd / && "${as_user[@]}" "$bin/initdb" -D "$folder/data" -U bench -A trust -E UTF8 --no-locale >/dev/null)
cd /
"${as_user[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
  -c max_connections=$((clients + 50)) >"$folder.log" 2>&1 &
postgres_pid=$!
for _ in {1..150}; do
  "$bin/pg_isready" -q && break
  sleep 0.2
done
"$bin/psql" -qc "CREATE TABLE plain (id BIGSERIAL PRIMARY KEY, room TEXT, made_at BIGINT, patch TEXT)"
cat >"$folder/insert.sql" <<'SQL'
\set o random(1, 1000000)
INSERT INTO plain (room, made_at, patch) VALUES ('r_' || :o % 200, :o, '{"all":{"board":{"o1":{"t":' || :o || '}}}}');
SQL
chmod -R go+rX "$folder" 2>/dev/null || true

"$bin/createdb" rooms
"$root/run" --port 0 --database "postgres://bench@127.0.0.1:$port/rooms" >"$folder/server.log" 2>&1 &
server_pid=$!
url=""
for _ in {1..1200}; do
  url=$(grep -oE 'http://localhost:[0-9]+' "$folder/server.log" || true)
  [[ -z $url ]] || break
  kill -0 "$server_pid" 2>/dev/null || { cat "$folder/server.log" >&2; fail "the server did not start."; }
  sleep 0.25
done

# pgbench SECONDS: prints transactions a second, then p50 and p99 in ms of every tenth transaction.
pgbench() {
  rm -f "$folder"/log.*
  "$bin/pgbench" -n -f "$folder/insert.sql" -c "$clients" -j 2 -T "$1" -l --sampling-rate=0.1 --log-prefix="$folder/log" \
    >"$folder/pgbench.out" 2>&1 || { cat "$folder/pgbench.out" >&2; fail "pgbench failed."; }
  echo "$(sed -n 's/^tps = \([0-9]*\).*/\1/p' "$folder/pgbench.out")" \
    "$(cat "$folder"/log.* | awk '{print $3}' | sort -n \
      | awk '{v[NR] = $1} END {printf "%.2f %.2f", v[int(NR * 0.5) + 1] / 1000, v[int(NR * 0.99) + 1] / 1000}')"
}

commands() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx512m --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$root/bench/target/roomkeeper-bench.jar" \
    dev.roomkeeper.bench.ClosedLoop "$url" $((clients / per_room)) "$per_room" "$1" "$2" 2>>"$folder/bench.log"
}

# Prints the processor time of PostgreSQL so far, in ticks: of its running processes and of those that ended.
database_ticks() {
  cat "/proc/$postgres_pid/stat" /proc/$(pgrep -d '/stat /proc/' -P "$postgres_pid")/stat 2>/dev/null \
    | awk -v main="$postgres_pid" '{ticks += $14 + $15; if ($1 == main) ticks += $16 + $17} END {print ticks}'
}

rows() { "$bin/psql" -d "$1" -Atqc "SELECT count(*) FROM $2"; }

# measured DATABASE TABLE COMMAND...: prints the command's output, then PostgreSQL's processor time in µs for each new row.
measured() {
  local database=$1 table=$2 rows_before ticks_before said ticks
  shift 2
  rows_before=$(rows "$database" "$table")
  ticks_before=$(database_ticks)
  said=$("$@") || return
  sleep 0.5 # until the backends have ended
  ticks=$(($(database_ticks) - ticks_before))
  echo "$said $(awk -v t="$ticks" -v hz="$(getconf CLK_TCK)" -v n=$(($(rows "$database" "$table") - rows_before)) \
    'BEGIN {printf "%.0f", t / hz * 1e6 / n}')"
}

pgbench "$warmup" >/dev/null
commands 10 2 >/dev/null
echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores; $("$bin/postgres" --version)"
echo "Command: ./bench/bench postgres $clients $per_room $seconds $rounds"
echo
echo "| round | clients | pgbench inserts/s | p50 ms | p99 ms | durable commands/s | p50 ms | p99 ms | ratio | database µs/insert | µs/command |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
ratios=()
for ((round = 1; round <= rounds; round++)); do
  read -r inserts insert_p50 insert_p99 insert_cost <<<"$(measured postgres plain pgbench "$seconds")"
  read -r acks ack_p50 ack_p99 ack_cost <<<"$(measured rooms commit_log commands "$warmup" "$seconds")"
  [[ -n ${acks:-} ]] || { cat "$folder/bench.log" >&2; fail "the clients failed."; }
  ratio=$(awk -v a="$acks" -v i="$inserts" 'BEGIN {printf "%.2f", a / i}')
  ratios+=("$ratio")
  echo "| $round | $clients | $inserts | $insert_p50 | $insert_p99 | $acks | $ack_p50 | $ack_p99 | $ratio | $insert_cost | $ack_cost |"
done
echo
echo "Ratio, median: $(printf '%s\n' "${ratios[@]}" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}')"
rm -f "$folder.log"
