import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const run = fileURLToPath(new URL("../../../run", import.meta.url));

/** One that `./run --cluster 3` started. */
export interface Cluster {
  readonly pid: number;
  /** nginx's. */
  readonly url: string;
  readonly nodes: readonly { readonly address: string; readonly pid: number }[];
  /** All it printed. */
  output(): string;
  /** Ctrl-C; resolves with the exit code when it has ended. */
  interrupt(): Promise<number | null>;
}

const open: ChildProcess[] = [];

/** Ends what a test that failed left. */
export async function endAll(): Promise<void> {
  for (const child of open.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  }
}

export function startCluster(data: string): Promise<Cluster> {
  const child = spawn(run, ["--cluster", "3", "--port", "0", "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, JAVA_OPTS: "-Xmx192m -XX:TieredStopAtLevel=1" },
  });
  open.push(child);
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return new Promise((resolve, reject) => {
    const read = (text: string): void => {
      output += text;
      if (!output.includes("Ctrl-C stops all")) return;
      const url = /Roomkeeper is at (\S+),/.exec(output)?.[1] ?? "";
      const nodes = [...output.matchAll(/node \d +http:\/\/(\S+) +pid (\d+)/g)].map(
        ([, address, pid]) => ({ address: address ?? "", pid: Number(pid) }),
      );
      resolve({
        pid: child.pid ?? 0,
        url,
        nodes,
        output: () => output,
        interrupt: () => {
          child.kill("SIGINT");
          return ended;
        },
      });
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`./run ended with ${code}: ${output}`)));
  });
}
