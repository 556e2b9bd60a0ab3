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
      kill: refuse,
      restart: refuse,
      stop: async () => {},
    };
  }
  const data = mkdtempSync(join(tmpdir(), "roomkeeper-e2e-"));
  let { child, url } = await launch(data, "0", options);
  return {
    url,
    isOwn: true,
    kill: () => end(child, "SIGKILL"),
    restart: async () => {
      ({ child, url } = await launch(data, new URL(url).port, options));
    },
    stop: async () => {
      await end(child, "SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function launch(
  data: string,
  port: string,
  options: readonly string[],
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(join(root, "run"), ["--port", port, "--data", data, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
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
  return { child, url };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
