#!/usr/bin/env bash
# Gives several servers the same load in turns, so that other work of the machine affects all alike. Prints a table of medians.
# Sourced by ./bench/bench pairs and ./bench/bench compare.
#
#   ./bench/bench pairs OLD NEW [ROUNDS] [-- OPTIONS OF BENCH]   two builds of the server
#   ./bench/bench compare [ROUNDS] [-- OPTIONS OF BENCH]         a bare relay on Netty, servers on other packages, and this one
#
# OLD and NEW are folders with roomkeeper-server.jar and lib/, such as server/target. The options are those of
# ./bench/bench. The first round is the warm-up and does not count.
# shellcheck shell=bash

java_options=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
work=$(mktemp -d)
contestants=() # names in the order of the table; the others are compared with the first
declare -A pid_of wire_of
stop_servers() {
  for pid in "${pid_of[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap stop_servers EXIT

# enter NAME COMMAND...: starts a server as a contestant. The command prints its address.
enter() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pid_of[$name]=$!
  contestants+=("$name")
  until grep -qs 'http://' "$work/$name.log"; do
    kill -0 "${pid_of[$name]}" || { cat "$work/$name.log" >&2; exit 2; }
    sleep 0.2
  done
}

# roomkeeper FOLDER: runs the build in the folder, with the limits that many clients at one address need.
roomkeeper() {
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" ${JAVA_OPTS:-} -cp "$1/roomkeeper-server.jar:$1/lib/*" dev.roomkeeper.server.Main \
    --port 0 --data "$(mktemp -d -p "$work")" \
    --limit=guests-by-address=1000000+10000/s --limit=new-rooms-by-user=100000+1000/s \
    --limit=new-rooms-by-address=100000+1000/s --limit=rooms-by-user=100000 \
    --limit=requests-by-address=100000+10000/s --limit=handshakes-by-address=100000+10000/s
}

relay() {
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" ${JAVA_OPTS:-} -cp "$root/bench/target/roomkeeper-bench.jar:$root/bench/target/lib/*" \
    dev.roomkeeper.bench.relay.Relay
}

# measure NAME ROUND: runs the bench once against a contestant.
measure() {
  local url
  url=$(grep -o 'http://[^ ]*' "$work/$1.log" | head -n 1)
  "$JAVA_HOME/bin/java" "${java_options[@]}" -Xms256m -Xmx1g -jar "${BENCH_JAR:-$root/bench/target/roomkeeper-bench.jar}" \
    --url "$url" --pid "${pid_of[$1]}" --wire "${wire_of[$1]:-json}" --json "$work/$1.$2.json" "${options[@]}" >"$work/$1.$2.txt" 2>&1 ||
    echo "# round $2 of $1 failed: $(grep -E '^(bench:|- (fault|missed|FAILED))' "$work/$1.$2.txt" | head -n 3)"
}

mode=$1
shift
if [[ $mode == pairs ]]; then
  old=${1:?"a folder with the old roomkeeper-server.jar"} new=${2:?"a folder with the new roomkeeper-server.jar"}
  shift 2
fi
rounds=5
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  rounds=$1
  shift
fi
[[ ${1:-} != -- ]] || shift
options=("$@")

if [[ $mode == pairs ]]; then
  [[ ${#options[@]} -gt 0 ]] || options=(--scenario broadcast,rooms --warmup 3 --seconds 8)
  enter old roomkeeper "$old"
  enter new roomkeeper "$new"
else
  [[ ${#options[@]} -gt 0 ]] || options=(--scenario broadcast,rooms,movement --rounds 1 --warmup 8 --seconds 10)
  build_server
  (cd "$root/bench/compare" && npm ci --silent --no-audit --no-fund) || fail "the packages to compare with could not be installed."
  enter relay relay
  for package in ws socketio colyseus; do enter "$package" node "$root/bench/compare/$package.mjs"; done
  wire_of[socketio]=socketio wire_of[colyseus]=colyseus
  enter roomkeeper-json roomkeeper "$root/server/target"
  enter roomkeeper-bin roomkeeper "$root/server/target"
  wire_of[roomkeeper-bin]=bin
fi

for ((round = 0; round <= rounds; round++)); do
  order=("${contestants[@]}")
  if ((round % 2)); then
    order=()
    for name in "${contestants[@]}"; do order=("$name" ${order[@]+"${order[@]}"}); done
  fi
  for name in "${order[@]}"; do measure "$name" "$round"; done
  echo "# round $round of $rounds" >&2
done
node "$root/bench/turns.mjs" "$work" "$rounds" "${contestants[@]}"
