#!/usr/bin/env bash
# Makes the campaign's bestiary from open5e's data of both SRDs: scripts/bestiary.sh DATA
# DATA has a folder for each edition, 2014 and 2024, with Creature.json, CreatureAction.json,
# CreatureActionAttack.json and CreatureTrait.json. target/bestiary-report.txt lists what could not be read.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$(cd "${1:?usage: scripts/bestiary.sh DATA}" && pwd)
cd "$root"
. scripts/toolchain.sh
use_jdk
need_maven

mvn -q -o -pl kinds/campaign -am test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=test
mkdir -p target
out=kinds/campaign/src/main/resources/dev/roomkeeper/kinds/campaign/bestiary/bestiary.jsonl
report=target/bestiary-report.txt
"$JAVA_HOME/bin/java" -cp "kinds/campaign/target/classes:kinds/campaign/target/test-classes:$(cat kinds/campaign/target/classpath.txt)" \
  dev.roomkeeper.kinds.campaign.bestiary.reading.BestiaryMaker "$data" "$out" "$report"
echo "$(wc -l <"$out") creatures, $(wc -c <"$out") bytes; $(wc -l <"$report") lines in $report"
