# Sourced by bench/bench netcode: starts a server, and clients of the npm package that play on it over bad networks.
# shellcheck shell=bash

build_server
install_web
(cd "$root" && npm run --silent build -w client >&2)
data=$(mktemp -d)
"$root/run" --port 0 --data "$data" >"$data/said" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$data"' EXIT
url=
for _ in $(seq 600); do
  url=$(grep -oE 'http://localhost:[0-9]+' "$data/said" | head -n 1 || true)
  [[ -n $url ]] && break
  sleep 0.2
done
[[ -n $url ]] || fail "the server did not start: $(cat "$data/said")"
(cd "$root/bench/netcode" && node lab.mjs "$url" "$@")
