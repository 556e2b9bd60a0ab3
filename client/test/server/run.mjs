// Starts the server of this repository on a free port with an empty data folder, runs the tests of this folder
// against it, and stops it. It has the README's own kind. With ROOMKEEPER_URL set that server is used instead.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPoll } from "./readme.mjs";

const client = fileURLToPath(new URL("../..", import.meta.url));
const given = process.env.ROOMKEEPER_URL;
process.exitCode = given ? await runTests(given) : await withServer(runTests);

async function withServer(use) {
  const data = mkdtempSync(join(tmpdir(), "roomkeeper-test-"));
  const run = join(client, "..", "run");
  spawnSync(run, ["--help"], { stdio: ["ignore", "ignore", "inherit"] }); // builds what is missing
  const kinds = buildPoll(join(data, "tutorial"));
  const server = spawn(run, ["--port", "0", "--data", join(data, "data"), "--kinds", kinds], {
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
