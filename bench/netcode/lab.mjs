// Measures the arena over bad networks: node lab.mjs URL [--seconds 30] [--players 5] [--seed 1] [--net 0]
// Clients of the npm package play in one room over delayed connections. What their screens showed is compared with what the
// server decided.
import { createApi, guest, joinRoom } from "roomkeeper";
import { angleOf, beamReach, createArena, field as readField, hits } from "roomkeeper/arena";
import { WebSocket } from "ws";
import { openLine } from "./line.mjs";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const nets = [
  { name: "100 ± 20 ms, 2 % lost, stalls to 300 ms", delay: 50, jitter: 10, loss: 0.01, stall: 300 },
  { name: "150 ± 20 ms", delay: 75, jitter: 10, loss: 0, stall: 0 },
  { name: "20 ms", delay: 10, jitter: 1, loss: 0, stall: 0 },
];
const [url = "http://localhost:8080", ...options] = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = options.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(options[at + 1]);
};
const seconds = option("seconds", 30);
const count = option("players", 5);
const seed = option("seed", 1);

const only = option("net", -1);
for (const net of only < 0 ? nets : [nets[only]]) console.log(JSON.stringify(await run(net)));
process.exit(0);

async function run(net) {
  const random = randomFrom(seed);
  const line = await openLine(new URL(url).port, net, random);
  const hosts = Array.from({ length: count }, (_, i) => guestAt(url, `Bot ${i + 1}`));
  const api = createApi({ baseUrl: url, token: hosts[0].token });
  const { id } = await api.createRoom({
    kind: "arena",
    name: "Lab",
    options: { seats: Math.max(8, count), seconds: 3600, map: "warehouse", kept: false, listed: false },
  });
  const players = hosts.map((host, i) => play(host, id, line.port, randomFrom(seed * 100 + i)));
  await until(() => players.every((one) => one.arena.scene(performance.now()).self !== null));
  for (const one of players) one.begin();
  const cpu = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const used = process.cpuUsage(cpu);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const all = players.map((one) => one.end());
  line.close();
  const sum = (of) => all.reduce((total, one) => total + of(one), 0);
  const part = (some, whole) => (whole === 0 ? null : Math.round((some / whole) * 1000) / 10);
  return {
    net: net.name,
    players: count,
    seconds,
    seed,
    stalls: line.counts.stalls,
    corrections: sum((one) => one.corrections),
    largestCorrectionUnits: Math.max(...all.map((one) => one.largest)),
    beams: sum((one) => one.beams),
    verdictAsOnScreenPercent: part(sum((one) => one.same), sum((one) => one.beams)),
    hitsOnScreen: sum((one) => one.screenHits),
    atTheDead: sum((one) => one.atTheDead),
    differs: all.flatMap((one) => one.differs).slice(0, 5),
    snapshotGapMillis: Math.round(percentile(all.flatMap((one) => one.gaps), 0.99)),
    sameWithoutCompensationPercent: part(sum((one) => one.sameOff), sum((one) => one.screenHits)),
    interpolationMillis: Math.round(sum((one) => one.delayMillis) / count),
    downBytesPerSecond: Math.round(sum((one) => one.bytes) / count / seconds),
    downFramesPerSecond: Math.round(sum((one) => one.frames) / count / seconds),
    clientCpuPercent: Math.round((used.user + used.system) / 10_000 / seconds),
  };
}

function guestAt(baseUrl, name) {
  const kept = new Map();
  const storage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) };
  return guest({ name, baseUrl, storage });
}

/** A client that turns every 100 to 400 ms, runs into walls, and fires at the first player it sees. */
function play(host, roomId, port, random) {
  const total = { beams: 0, same: 0, screenHits: 0, sameOff: 0, atTheDead: 0, bytes: 0, frames: 0 };
  const differs = []; // what to look at when a verdict was not what the screen showed
  const gaps = []; // between two snapshots, in milliseconds
  let isMeasured = false;
  class Counted extends WebSocket {
    constructor(...given) {
      super(...given);
      this.on("message", (data) => {
        if (!isMeasured) return;
        total.bytes += data.byteLength ?? data.length;
        total.frames += 1;
      });
    }
  }
  const room = joinRoom({
    baseUrl: `http://127.0.0.1:${port}`,
    roomId,
    token: host.token,
    name: "Bot",
    WebSocket: Counted,
  });
  const arena = createArena(room);
  let field = null;
  let keys = 0;
  let turnAt = 0;
  let angle = 0;
  let open = null; // the beam that waits for its verdict
  let tickBefore = 0;
  let heardAt = 0;
  const kills = []; // the players that died, and the ticks at which the server said so
  room.on("kill", (event) => kills.push({ id: event.payload.victim, tick: room.get().tick }));

  function wish() {
    const now = performance.now();
    if (now >= turnAt) {
      keys = Math.floor(random() * 16);
      turnAt = now + 100 + random() * 300;
    }
    const { self, others } = arena.scene(now);
    const [target] = others;
    let fire = 1;
    if (self !== null && target !== undefined) {
      angle = angleOf(Math.round(target.x - self.x), Math.round(target.y - self.y));
      fire = 2;
    }
    return { keys, angle, fire };
  }

  /** The player that this beam hits first, with the given poses. */
  function verdict(beam, poseOf) {
    const reach = beamReach(field, beam.x, beam.y, beam.angle);
    const turn = (beam.angle / 1024) * 2 * Math.PI;
    let nearest = { at: 2, slot: -1 };
    for (const { slot } of Object.values(room.get().players ?? {})) {
      if (slot === arena.slot()) continue;
      const pose = poseOf(slot);
      if (pose === null) continue;
      const at = hits(
        beam.x - pose.x,
        beam.y - pose.y,
        Math.trunc(Math.cos(turn) * reach),
        Math.trunc(Math.sin(turn) * reach),
        768,
      );
      if (at <= 1 && at < nearest.at) nearest = { at, slot, isSafe: pose.isSafe };
    }
    return nearest;
  }

  const timer = setInterval(() => {
    const now = performance.now();
    const rows = room.get().game?.rows;
    if (field === null && rows !== undefined) field = readField(rows);
    for (const step of arena.advance(now, wish)) {
      if (step.fired !== 2 || step.body === null || !isMeasured || field === null) continue;
      const [x, y] = step.body;
      open = { n: step.n, x, y, angle: step.angle, view: step.view };
      open.screen = verdict(open, (slot) => arena.poseAt(slot, step.view));
    }
  }, 4);

  room.subscribe(["tick"], () => {
    const { tick, self } = room.get();
    const now = performance.now();
    if (isMeasured && heardAt > 0) gaps.push(now - heardAt);
    heardAt = now;
    const since = tickBefore;
    tickBefore = tick;
    if (open === null || self === undefined || tick + self.lag < open.n) return;
    const { screen, ...beam } = open;
    open = null;
    if (self.state === 0) return; // the shooter was dead already on the server
    if (screen.isSafe === true) return; // shots do not harm a player that has just appeared
    const hit = room.get(["hit"]);
    const isOfBeam = hit !== undefined && number(hit, 0, 5) > since && number(hit, 6, 1) === 50;
    const victim = isOfBeam ? number(hit, 5, 1) : -1;
    const off = verdict(beam, (slot) => arena.poseAt(slot, tick * 16));
    if (victim < 0 && screen.slot >= 0 && hasDied(screen.slot, tick)) {
      total.atTheDead += 1; // another player was faster
      return;
    }
    total.beams += 1;
    if (screen.slot === victim) total.same += 1;
    else differs.push({ screen: screen.slot, victim, late: tick - beam.view / 16, at: screen.at });
    if (screen.slot >= 0) {
      total.screenHits += 1;
      if (off.slot === screen.slot) total.sameOff += 1;
    }
  });

  /** Whether the server has let that one die shortly before this tick, or in it. */
  function hasDied(slot, tick) {
    const players = room.get().players ?? {};
    return kills.some(({ id, tick: at }) => players[id]?.slot === slot && tick - at < 20);
  }

  let before = arena.figures();
  return {
    arena,
    begin: () => {
      before = arena.figures();
      isMeasured = true;
    },
    end: () => {
      isMeasured = false;
      clearInterval(timer);
      const figures = arena.figures();
      arena.close();
      room.leave();
      return {
        ...total,
        differs,
        gaps,
        corrections: figures.corrections - before.corrections,
        largest: Math.round(figures.largestCorrection),
        delayMillis: figures.delayMillis,
      };
    },
  };
}

function number(text, from, length) {
  let value = 0;
  for (const digit of text.slice(from, from + length)) value = value * 64 + digits.indexOf(digit);
  return value;
}

function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function randomFrom(start) {
  let state = (start * 2_654_435_761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

async function until(holds) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the players did not appear on the map");
}
