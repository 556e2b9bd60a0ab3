// The README's tutorial: what its reader writes, runs and sees.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

const [, section] =
  /## A kind of room of your own, in five minutes\n(.*?)\n## /s.exec(
    readFileSync(join(root, "README.md"), "utf8"),
  ) ?? [];
if (section === undefined) throw new Error("README.md has no tutorial");

const blocks = (language) =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, text]) => text);

/** The scripts, the second to be put before the first one's end. */
export const [script, second] = blocks("js");

/** What they print. */
export const printed = [...section.matchAll(/prints\n\n((?: {4}.*\n)+)/g)].map(([, text]) =>
  text.replace(/^ {4}/gm, ""),
);

/** Does in an empty folder what the reader does, and returns the folder with the jar. */
export function buildPoll(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Poll.java"), blocks("java")[0]);
  const java = process.env.JAVA_HOME;
  execFileSync("bash", ["-e", "-c", blocks("sh")[0]], {
    cwd: folder,
    env: {
      ...process.env,
      ROOMKEEPER: root,
      ...(java ? { PATH: `${join(java, "bin")}:${process.env.PATH}` } : {}),
    },
    stdio: "inherit",
  });
  return join(folder, "kinds");
}
