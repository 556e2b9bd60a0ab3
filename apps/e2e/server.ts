import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The first start may build the whole project. */
const startMillis = 220_000;

/** A running server with a data folder of its own, or the one that ROOMKEEPER_URL names. */
export type Server = {
  readonly url: string;
  /** Only a server of our own may be killed. */
  readonly isOwn: boolean;
  /** What a fresh server prints, to become its first admin by. */
  setupCode(): Promise<string>;
  /** Ends it without warning, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** With `options` of `./run` it is always one of our own. */
export async function startServer(options: readonly string[] = []): Promise<Server> {
  const given = process.env.ROOMKEEPER_URL;
  if (given !== undefined && given !== "" && options.length === 0) {
    const refuse = () => Promise.reject(new Error("this server is not ours to kill"));
    return {
      url: given.replace(/\/$/, ""),
      isOwn: false,
      setupCode: async () => process.env.ROOMKEEPER_SETUP_CODE ?? "",
      kill: refuse,
      restart: refuse,
      stop: async () => {},
    };
  }
  const data = mkdtempSync(join(tmpdir(), "roomkeeper-e2e-"));
  let { child, url, said } = await launch(data, "0", options);
  return {
    url,
    isOwn: true,
    setupCode: () => setupCodeIn(said),
    kill: () => end(child, "SIGKILL"),
    restart: async () => {
      ({ child, url, said } = await launch(data, new URL(url).port, options));
    },
    stop: async () => {
      await end(child, "SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

type Launched = {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it has printed so far. */
  readonly said: () => string;
};

async function launch(data: string, port: string, options: readonly string[]): Promise<Launched> {
  const child = spawn(join(root, "run"), ["--port", port, "--data", data, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address in time:\n${said}`)), startMillis);
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000);
      const [found] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return { child, url, said: () => said };
}

/** It may be printed a moment after the address. */
async function setupCodeIn(said: () => string): Promise<string> {
  for (let wait = 0; wait < 100; wait++) {
    const [, code] = /set-up code (\S+)/.exec(said()) ?? [];
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server printed no set-up code");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
