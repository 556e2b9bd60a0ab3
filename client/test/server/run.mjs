// Starts the server of this repository on a free port with an empty data folder, runs the tests of this folder
// against it, and stops it. With ROOMKEEPER_URL set that server is used instead.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const client = fileURLToPath(new URL("../..", import.meta.url));
const given = process.env.ROOMKEEPER_URL;
process.exitCode = given ? await runTests(given) : await withServer(runTests);

async function withServer(use) {
  const data = mkdtempSync(join(tmpdir(), "roomkeeper-test-"));
  const server = spawn(join(client, "..", "run"), ["--port", "0", "--data", data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => server.once("exit", resolve).once("error", resolve));
  try {
    return await use(await urlOf(server));
  } finally {
    server.kill();
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

/** The address that the server prints once it listens. */
function urlOf(server) {
  return new Promise((resolve, reject) => {
    let output = "";
    server.stdout.setEncoding("utf8");
    server.stdout.on("data", (text) => {
      process.stdout.write(text);
      output += text;
      const [url] = output.match(/https?:\/\/\S+:\d+/) ?? [];
      if (url) resolve(url);
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

function runTests(url) {
  const vitest = spawn("npx", ["vitest", "run", "test/server", ...process.argv.slice(2)], {
    cwd: client,
    env: { ...process.env, ROOMKEEPER_URL: url },
    stdio: "inherit",
  });
  return new Promise((resolve) => vitest.once("exit", (code) => resolve(code ?? 1)));
}
