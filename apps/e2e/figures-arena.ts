// By hand: npx vitest run --project figures figures-arena
import { createApi, guest } from "roomkeeper";
import { expect, test } from "vitest";
import { openHouse } from "./game";

const slower = 4;
const millis = 15_000;
const frameMillisMax = 8;
/** The last one has the main thread's tasks. */
const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
const { server, arrive } = openHouse();

type Traced = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** By the clock, and of the processor: others share that. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** How long the page's main thread was at work between each animation frame and the next, in milliseconds. */
function perFrame(events: readonly Traced[], by: "dur" | "tdur"): number[] {
  const frames = events.filter(({ name }) => name === "FireAnimationFrame");
  const { pid = 0, tid = 0 } = frames.at(-1) ?? {};
  const starts = frames.filter((one) => one.pid === pid && one.tid === tid).map(({ ts }) => ts);
  const tasks = events.filter(
    (one) =>
      one.name.endsWith("RunTask") && one.pid === pid && one.tid === tid && one[by] !== undefined,
  );
  const busy = new Array<number>(starts.length).fill(0);
  starts.sort((a, b) => a - b);
  for (const task of tasks) {
    // A task counts to the frame that it ends in: what came for a frame, and the frame itself.
    const frame = starts.findIndex((start) => start >= task.ts);
    if (frame >= 0) busy[frame] = (busy[frame] ?? 0) + (task[by] ?? 0) / 1000;
  }
  return busy.slice(1);
}

test("64 players: a frame's script and rendering", async () => {
  const kept = new Map<string, string>();
  const host = guest({
    name: "Host",
    baseUrl: server().url,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
    },
  });
  const api = createApi({ baseUrl: server().url, token: host.token });
  const { id } = await api.createRoom({
    kind: "arena",
    name: "Match",
    options: { seats: 64, bots: 63, seconds: 600, map: "warehouse", level: "hard" },
  });
  const { page, context } = await arrive({ name: "Ann" });
  await page.goto(`${server().url}/arena/${id}`);
  await expect
    .poll(() => page.locator(".match__health").innerText(), { timeout: 60_000 })
    .toMatch(/health/);
  await page.waitForTimeout(3_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const browser = context.browser();
  if (browser === null) throw new Error("there is no browser to trace");
  await browser.startTracing(page, { categories });
  await page.waitForTimeout(millis);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly Traced[];
  };
  for (const by of ["dur", "tdur"] as const) {
    const frames = perFrame(trace.traceEvents, by).sort((a, b) => a - b);
    expect(frames.at(-1), "the longest frame").toBeGreaterThan(0);
    const at = (part: number) => (frames[Math.floor(frames.length * part)] ?? 0).toFixed(1);
    console.log(
      `${frames.length} frames in ${millis / 1000} s, CPU slowed ${slower} times, ${by === "dur" ? "by the clock" : "of the processor"}:`,
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms a frame (wanted: p95 <= ${frameMillisMax})`,
    );
    expect(frames.length).toBeGreaterThan(30);
  }
});
