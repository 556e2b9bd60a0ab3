import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const startMillis = 20_000;

/** Whether there is a coturn. Where tests must be complete its absence is a failure. */
export const canRelay =
  process.env.CI === "true" || spawnSync("turnserver", ["--version"]).error === undefined;

/** A coturn of our own, on this machine alone. */
export type Relay = {
  /** The options of `./run` that go with it. */
  readonly options: readonly string[];
  /** What it logged. */
  said(): string;
  stop(): Promise<void>;
};

export async function startRelay(): Promise<Relay> {
  const folder = mkdtempSync(join(tmpdir(), "roomkeeper-turn-"));
  const secret = randomBytes(24).toString("hex");
  const secretFile = join(folder, "turn.secret");
  const config = join(folder, "turnserver.conf");
  const port = await freePort();
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  const lines = [
    "listening-ip=127.0.0.1",
    `listening-port=${port}`,
    "relay-ip=127.0.0.1",
    "realm=roomkeeper.test",
    "use-auth-secret",
    `static-auth-secret=${secret}`,
    "allow-loopback-peers", // everybody is on this machine
    "no-cli",
    "no-tls",
    "no-dtls",
    "no-tcp",
    "verbose",
    "log-file=stdout",
    "simple-log",
    `pidfile=${join(folder, "turnserver.pid")}`,
    `userdb=${join(folder, "turndb")}`,
  ];
  writeFileSync(config, `${lines.join("\n")}\n`, { mode: 0o600 });
  const child = spawn("turnserver", ["-c", config], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-200_000);
    });
  }
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const failed = once(child, "error").then(([error]) => Promise.reject(error));
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`coturn: ${code}`)));
  try {
    await Promise.race([answers(port), failed, ended]);
  } catch (error) {
    await stop();
    throw new Error(`coturn did not start: ${String(error)}\n${said}`);
  }
  ended.catch(() => {});
  return {
    options: ["--ice-server", `turn:127.0.0.1:${port}`, "--turn-secret-file", secretFile],
    said: () => said,
    stop,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Resolves once it answers a STUN binding request. */
async function answers(port: number): Promise<void> {
  const request = Buffer.concat([Buffer.from("000100002112a442", "hex"), randomBytes(12)]);
  const socket = createSocket("udp4");
  const answer = once(socket, "message");
  const ask = setInterval(() => socket.send(request, port, "127.0.0.1"), 100);
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), startMillis).unref();
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearInterval(ask);
    socket.close();
  }
}
