# Sourced after toolchain.sh by scripts that set `root`: builds what is missing or out of date.
# Each build stores a hash of its inputs in target/built; if the hash is the same, there is nothing to build.
# shellcheck shell=bash

server_inputs=(pom.xml .mvn client-java engine kinds kinds-module kinds-processor kinds-test server)
web_inputs=(package.json package-lock.json client apps)

# fingerprint PATH...: prints a hash of the names and contents of all files there, except build output.
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

# Builds the server: server/target/roomkeeper-server.jar, with its libraries in lib/ beside it.
build_server() {
  local inputs
  inputs=$(fingerprint "${server_inputs[@]}")
  [[ -f $root/server/target/roomkeeper-server.jar && -d $root/server/target/lib ]] && is_built server "$inputs" && return
  need_maven
  echo "Building the server (the first build fetches its libraries) ..." >&2
  # Not -q, which would hide the warnings that fail a build.
  (cd "$root" && mvn -B -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl server -am package -Dmaven.test.skip=true >&2) || fail "the server did not build."
  mark_built server "$inputs"
}

# build_aot JVM_OPTION...: makes server/target/roomkeeper.aot, a cache of loaded and linked classes that halves the time of a start.
# The JVM makes it from a run of the server with the same options. Without the cache a start is only slower.
build_aot() {
  local cache=$root/server/target/roomkeeper.aot made pid data
  [[ ! $cache -nt $root/server/target/roomkeeper-server.jar ]] || return 0
  echo "Making a cache for faster starts ..." >&2
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
  [[ ! -f $made ]] || mv "$made" "$cache" || true # The user who starts it may not be allowed to write where another user built it.
  rm -rf "$data"
}

has_web() { [[ -f $root/package.json ]]; }

# Installs node_modules as in package-lock.json. Not with npm ci, which refuses a lock file without the packages for
# other platforms. npm leaves those out if the registry does not have them.
install_web() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.installed-lock.json" && return
  need_node
  echo "Fetching npm packages ..." >&2
  (cd "$root" && npm install --no-save --no-progress --loglevel=error >&2) || fail "npm install failed."
  cp "$root/package-lock.json" "$root/node_modules/.installed-lock.json"
}

# Builds the web pages: apps/dist, which the server serves. Sets NODE_ENV because a test may call this with another one.
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
