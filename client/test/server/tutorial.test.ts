import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseUrl } from "./players.js";
import { printed, root, script, second } from "./readme.mjs";

test("the README's ballot prints what the README says", () => {
  // Below the project, where Node finds its packages, as it does in the reader's folder.
  const folder = join(root, "target", "tutorial");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "poll.mjs");
  writeFileSync(
    file,
    script
      .replace("http://localhost:8080", baseUrl)
      .replace("poll.leave();", `${second}poll.leave();`),
  );
  const output = execFileSync("node", [file], { encoding: "utf8", timeout: 60_000 });
  // Ann's next line comes before or after Bob's.
  const lines = output.split("\n").filter((line) => line !== "votes: { soup: 1, salad: 1 }");
  expect(lines.join("\n")).toBe(printed.join(""));
}, 90_000);
