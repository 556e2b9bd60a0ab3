# Sourced by run and test, which set `root`, after toolchain.sh: builds what is missing or stale.
# Each build leaves a hash of its inputs in target/built; an equal hash means nothing is to be done.
# shellcheck shell=bash

server_inputs=(pom.xml .mvn client-java engine kinds kinds-module kinds-processor kinds-test server)
web_inputs=(package.json package-lock.json client apps)

# Hashes the names and contents of all files at the given paths, except what builds make.
fingerprint() {
  (
    cd "$root"
    find "$@" \( -name node_modules -o -name dist -o -name target \) -prune -o -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
  )
}

is_built() { [[ -f $root/target/built/$1 && $(<"$root/target/built/$1") == "$2" ]]; }

mark_built() {
  mkdir -p "$root/target/built"
  echo "$2" >"$root/target/built/$1"
}

# The server as server/target/roomkeeper-server.jar with its libraries beside it in lib/.
build_server() {
  local inputs
  inputs=$(fingerprint "${server_inputs[@]}")
  [[ -f $root/server/target/roomkeeper-server.jar && -d $root/server/target/lib ]] && is_built server "$inputs" && return
  need_maven
  echo "Building the server (the first time this fetches its libraries) ..." >&2
  # Not -q: that would hide the warnings that fail a build.
  (cd "$root" && mvn -B -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl server -am package -Dmaven.test.skip=true >&2) || fail "the server did not build."
  mark_built server "$inputs"
}

# server/target/roomkeeper.aot: the server's classes, loaded and linked once, so that each start takes half the time. The JVM
# makes it from a run of the server with the same options, which are this function's arguments. Without it a start is only slower.
build_aot() {
  local cache=$root/server/target/roomkeeper.aot made pid data
  [[ ! $cache -nt $root/server/target/roomkeeper-server.jar ]] || return 0
  echo "Making the next starts faster ..." >&2
  data=$(mktemp -d) made=$data/made.aot
  "$JAVA_HOME/bin/java" "$@" "-XX:AOTCacheOutput=$made" -jar "$root/server/target/roomkeeper-server.jar" \
    --port 0 --data "$data" >"$data/log" 2>&1 &
  pid=$!
  for _ in $(seq 300); do
    if grep -q 'http://' "$data/log" || ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.2
  done
  kill "$pid" 2>/dev/null || true
  wait "$pid" || true
  [[ ! -f $made ]] || mv "$made" "$cache" || true # Whoever starts it may not be who built it.
  rm -rf "$data"
}

has_web() { [[ -f $root/package.json ]]; }

# node_modules as package-lock.json says. Not npm ci: it refuses a lock file without the packages for
# other platforms, which npm leaves out when the registry it was written with had none of them.
install_web() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.installed-lock.json" && return
  need_node
  echo "Fetching npm packages ..." >&2
  (cd "$root" && npm install --no-save --no-progress --loglevel=error >&2) || fail "npm install failed."
  cp "$root/package-lock.json" "$root/node_modules/.installed-lock.json"
}

# The web pages as apps/dist, which the server serves. Whoever calls may be a test with a NODE_ENV of its own.
build_web() {
  has_web || return 0
  local inputs
  inputs=$(fingerprint "${web_inputs[@]}")
  [[ -d $root/apps/dist ]] && is_built web "$inputs" && return
  need_node
  install_web
  echo "Building the web pages ..." >&2
  (cd "$root" && NODE_ENV=production npm run --silent build >&2) || fail "the web pages did not build."
  mark_built web "$inputs"
}
