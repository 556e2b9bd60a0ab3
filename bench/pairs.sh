#!/usr/bin/env bash
# Compares two builds of the server: both run all the while, and take the same load in turns, so that whatever else the
# machine does meets both alike. Prints what each round cost and the medians. Run by ./bench/bench pairs.
#
#   ./bench/bench pairs OLD NEW [ROUNDS] [-- OPTIONS OF BENCH]
#
# OLD and NEW are folders with roomkeeper-server.jar and lib/, as a build leaves them in server/target. The options are
# those of ./bench/bench, by default: --scenario broadcast,rooms --warmup 3 --seconds 8. The first round warms up and does
# not count.

old=${1:?"a folder with the old roomkeeper-server.jar"} new=${2:?"a folder with the new roomkeeper-server.jar"}
shift 2
rounds=5
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  rounds=$1
  shift
fi
[[ ${1:-} == -- ]] && shift
options=("$@")
[[ ${#options[@]} -gt 0 ]] || options=(--scenario broadcast,rooms --warmup 3 --seconds 8)

work=$(mktemp -d)
pids=()
stop_servers() {
  for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap stop_servers EXIT

# start_server NAME FOLDER: on a free port, with the limits that one address of clients needs.
start_server() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow ${JAVA_OPTS:-} -cp "$2/roomkeeper-server.jar:$2/lib/*" dev.roomkeeper.server.Main --port 0 --data "$work/$1" \
    --limit=guests-by-address=1000000+10000/s --limit=new-rooms-by-user=100000+1000/s \
    --limit=new-rooms-by-address=100000+1000/s --limit=rooms-by-user=100000 \
    --limit=requests-by-address=100000+10000/s --limit=handshakes-by-address=100000+10000/s >"$work/$1.log" 2>&1 &
  pids+=($!)
  until grep -q 'Roomkeeper is at' "$work/$1.log"; do
    kill -0 "${pids[-1]}" || { cat "$work/$1.log" >&2; exit 2; }
    sleep 0.2
  done
}

# measure NAME INDEX ROUND
measure() {
  local url
  url=$(grep -o 'http://[^ ]*' "$work/$1.log" | head -n 1)
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xms256m -Xmx1g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -jar "${BENCH_JAR:-$root/bench/target/roomkeeper-bench.jar}" \
    --url "$url" --pid "${pids[$2]}" --json "$work/$1.$3.json" "${options[@]}" >"$work/$1.$3.txt" 2>&1 ||
    echo "# round $3 of $1 had faults: $(grep -E '^(bench:|- (fault|missed|FAILED))' "$work/$1.$3.txt" | head -n 3)"
}

start_server old "$old"
start_server new "$new"
for ((round = 0; round <= rounds; round++)); do
  if ((round % 2)); then
    measure new 1 "$round"
    measure old 0 "$round"
  else
    measure old 0 "$round"
    measure new 1 "$round"
  fi
  echo "# round $round of $rounds" >&2
done

node - "$work" "$rounds" <<'JS'
const { readFileSync } = require("node:fs");
const [work, rounds] = process.argv.slice(2);
const found = new Map(); // label -> { old: [], new: [] }
const note = (label, side, value) => {
  if (value === undefined || value === null) return;
  if (!found.has(label)) found.set(label, { old: [], new: [] });
  found.get(label)[side].push(value);
};
for (const side of ["old", "new"]) {
  for (let round = 1; round <= Number(rounds); round++) {
    let report;
    try { report = JSON.parse(readFileSync(`${work}/${side}.${round}.json`, "utf8")); } catch { continue; }
    for (const result of report.results) {
      if (result.pairs) {
        for (const pair of result.pairs) {
          for (const way of ["flushed", "unflushed"]) {
            note(`movement, ${way}: server µs an update`, side, pair[way].server?.microsPerSent);
            note(`movement, ${way}: B/s a client`, side, pair[way].bytesPerSecondPerClient);
          }
        }
      } else if (result.joinSeconds !== undefined) {
        note("idle: joins/s", side, result.clients / result.joinSeconds);
        note("idle: server ms a join", side, result.joinCpuMillis);
        note("idle: RSS a connection, KiB", side, result.rssPerConnection / 1024);
        note("idle: heap a connection, KiB", side, result.heapPerConnection / 1024);
      } else if (result.label) {
        note(`${result.label}: server µs a message`, side, result.server?.secondsPerMillion);
        note(`${result.label}: p50 ms`, side, result.latency?.p50 / 1000);
        note(`${result.label}: p99 ms`, side, result.latency?.p99 / 1000);
      }
    }
  }
}
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const show = (value) => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));
console.log("| figure | old | new | new / old | old rounds | new rounds |\n|---|---:|---:|---:|---|---|");
for (const [label, { old, new: fresh }] of found) {
  if (!old.length || !fresh.length) continue;
  const [a, b] = [median(old), median(fresh)];
  console.log(`| ${label} | ${show(a)} | ${show(b)} | ${(b / a).toFixed(2)} | ${old.map(show).join(" ")} | ${fresh.map(show).join(" ")} |`);
}
JS
