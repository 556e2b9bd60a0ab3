import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const client = join(here, "..", "..");
const PROGRAM = join(here, "program.ts");
const HEAD = `
import { joinRoom } from "../../src/index.js";
import type { Poll } from "../kinds-types/poll.js";
import type { Cardtable } from "../kinds-types/cardtable.js";
const poll = joinRoom<Poll>({ roomId: "r1", token: "t" });
const table = joinRoom<Cardtable>({ roomId: "r2", token: "t" });
`;

function options(): ts.CompilerOptions {
  const path = join(client, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, client);
  return { ...options, noUnusedLocals: false };
}

const compilerOptions = options();
const host = ts.createCompilerHost(compilerOptions);
const onDisk = { read: host.getSourceFile, exists: host.fileExists };
const parsed = new Map<string, ts.SourceFile | undefined>();
let source = "";
host.fileExists = (name) => name === PROGRAM || onDisk.exists(name);
host.getSourceFile = (name, target) => {
  if (name === PROGRAM) return ts.createSourceFile(name, source, target);
  if (!parsed.has(name)) parsed.set(name, onDisk.read(name, target));
  return parsed.get(name);
};

/** What the compiler says to a program that has joined both rooms. */
function problems(body: string): string[] {
  source = HEAD + body;
  const program = ts.createProgram([PROGRAM], compilerOptions, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName === PROGRAM)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("a room of a known kind", { timeout: 120_000 }, () => {
  it.each([
    ['poll.command("vote", { choice: "soup" });'],
    ["const soup: number | undefined = poll.get().votes?.soup; console.log(soup);"],
    ['table.command("deck.draw", { deckId: "d", to: "tray" });'],
    ['table.command("deck.put", { deckId: "d", cardId: "c" });'],
    ['table.cast("drag", { objects: { a: { x: 1 }, b: null } });'],
    ['table.on("message", ({ payload }) => console.log(payload.text));'],
    ["const name: string | undefined = table.get().players?.ann?.name; console.log(name);"],
  ])("takes %s", (body) => {
    expect(problems(body)).toEqual([]);
  });

  it.each([
    ['poll.command("vtoe", { choice: "soup" });', /"vtoe"/],
    ['poll.command("vote", { for: "soup" });', /'for'/],
    ['poll.command("vote", { choice: 7 });', /number/],
    ["poll.get().votes.soup;", /possibly 'undefined'/],
    ["poll.get().vote;", /'vote'/],
    ['table.command("deck.draw", { deckId: "d", to: "hand" });', /"hand"/],
    ['table.command("deck.put", { deckId: "d" });', /not assignable/],
    ['table.on("massage", () => {});', /"massage"/],
  ])("refuses %s", (body, message) => {
    expect(problems(body).join("\n")).toMatch(message);
  });
});
