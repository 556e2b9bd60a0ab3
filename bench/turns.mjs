// Prints the table of ./bench/bench pairs and compare: the median of each figure over the rounds, and its ratio to the first contestant's.
// node turns.mjs FOLDER ROUNDS NAME...: reads FOLDER/NAME.ROUND.json for rounds from 1 on, and leaves out a round that failed.
import { readFileSync } from "node:fs";

const [folder, rounds, ...names] = process.argv.slice(2);
const figures = new Map(); // label -> name -> values

function note(label, name, value) {
  if (value === undefined || value === null || Number.isNaN(value)) return;
  if (!figures.has(label)) figures.set(label, new Map(names.map((each) => [each, []])));
  figures.get(label).get(name).push(value);
}

/** Bytes as KiB; undefined if they are unknown. */
function kibibytes(bytes) {
  return bytes == null ? undefined : bytes / 1024;
}

function read(name, round) {
  try {
    return JSON.parse(readFileSync(`${folder}/${name}.${round}.json`, "utf8")).results;
  } catch {
    return [];
  }
}

for (const name of names) {
  for (let round = 1; round <= Number(rounds); round++) {
    for (const result of read(name, round)) {
      if (result.atFullRate) {
        note("movement: server µs an update", name, result.atFullRate.cost.server?.microsPerSent);
        note("movement: B/s a client", name, result.atFullRate.traffic.bytesPerSecondPerClient);
      } else if (result.joins) {
        note("idle: joins/s", name, result.clients / result.joins.seconds);
        note("idle: server ms a join", name, result.joins.serverMillisEach);
        note("idle: RSS a connection, KiB", name, kibibytes(result.memory?.rssPerConnection));
        note("idle: heap a connection, KiB", name, kibibytes(result.memory?.heapPerConnection));
      } else if (result.label) {
        note(`${result.label}: server µs a message`, name, result.cost.server?.secondsPerMillion);
        note(`${result.label}: p50 ms`, name, result.times.latency.p50 / 1000);
        note(`${result.label}: p99 ms`, name, result.times.latency.p99 / 1000);
      }
    }
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const show = (value) => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));
const [first, ...others] = names;
console.log(`| figure | ${first} | ${others.map((name) => `${name} | ratio`).join(" | ")} |`);
console.log(`|---|---:|${"---:|---:|".repeat(others.length)}`);
for (const [label, byName] of figures) {
  const base = byName.get(first);
  const cells = others.map((name) => {
    const values = byName.get(name);
    if (!values.length) return "– | –";
    return `${show(median(values))} | ${base.length ? (median(values) / median(base)).toFixed(2) : "–"}`;
  });
  console.log(`| ${label} | ${base.length ? show(median(base)) : "–"} | ${cells.join(" | ")} |`);
}
console.log("\nEach round's values:");
for (const [label, byName] of figures) {
  for (const [name, values] of byName) console.log(`- ${label}, ${name}: ${values.map(show).join(" ")}`);
}
