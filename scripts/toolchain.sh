# Sourced by scripts that set `root`: finds the tools, and prints one line about a missing one.
# shellcheck shell=bash

jdk_version_min=25
node_version_min=20

fail() {
  echo "roomkeeper: $*" >&2
  exit 1
}

# disable_services PACKAGE...: stops the services that Debian started when it installed the packages.
disable_services() {
  [[ -d /run/systemd/system ]] && command -v systemctl >/dev/null || return 0
  local name
  for name in "$@"; do
    systemctl disable --now "$name" || true
  done
}

# jdk_version DIRECTORY: prints the major version of the JDK there, or nothing if there is none.
jdk_version() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Exports JAVA_HOME: the first JDK that is new enough, from JAVA_HOME, PATH and the usual places.
use_jdk() {
  local on_path home version
  on_path=$(command -v javac || true)
  [[ -n $on_path ]] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home")
    if [[ -n $version && $version -ge $jdk_version_min ]]; then
      export JAVA_HOME=$home
      # Maven 3.8's own libraries make a newer JDK print warnings.
      export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
      return
    fi
  done
  fail "needs a JDK $jdk_version_min or newer: install Temurin $jdk_version_min (or any other) and set JAVA_HOME to it."
}

need_maven() {
  command -v mvn >/dev/null || fail "needs Maven 3.8 or newer: install the package 'maven'."
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null \
    || fail "needs Node.js $node_version_min or newer with npm: install the packages 'nodejs' and 'npm'."
  local version
  version=$(node --version)
  version=${version#v}
  [[ ${version%%.*} -ge $node_version_min ]] || fail "needs Node.js $node_version_min or newer, found $version."
}
