import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("..", import.meta.url));

function stylesheets(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return stylesheets(path);
    return name.endsWith(".css") ? [path] : [];
  });
}

/** The classes that a stylesheet says something about by themselves. */
function classes(css: string): Set<string> {
  return new Set(
    [...css.matchAll(/^\.([a-z][a-z0-9-]*)(?= \{|,$)/gm)].map(([, name]) => name ?? ""),
  );
}

/** Stylesheets stay in the page that loaded them, so two with the same class would meet. */
test("no class is two things: what one page calls its own, no other page and no shared stylesheet has", () => {
  const partsOf = new Map<string, Set<string>>();
  for (const path of stylesheets(src)) {
    const part = relative(src, path).split("/")[0] ?? "";
    for (const name of classes(readFileSync(path, "utf8"))) {
      partsOf.set(name, (partsOf.get(name) ?? new Set()).add(part));
    }
  }
  const shared = [...partsOf].filter(([, parts]) => parts.size > 1);
  expect(shared.map(([name, parts]) => `${name}: ${[...parts].join(", ")}`)).toEqual([]);
});
