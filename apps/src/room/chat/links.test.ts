import { expect, test } from "vitest";
import { piecesOf } from "./links";

const urls = (message: string) => piecesOf(message).flatMap(({ url }) => url ?? []);

test("addresses in a message are found, without what ends the sentence", () => {
  expect(urls("see https://example.org/a?b=1#c, please")).toEqual(["https://example.org/a?b=1#c"]);
  expect(urls("(http://x.org/y).")).toEqual(["http://x.org/y"]);
  expect(urls("https://en.wikipedia.org/wiki/Set_(game)!")).toEqual([
    "https://en.wikipedia.org/wiki/Set_(game)",
  ]);
  expect(urls("https://a.org https://b.org")).toEqual(
    ["https://a.org/", "https://b.org"].map((u) => u.replace(/\/$/, "")),
  );
});

test("nothing is lost, and nothing else becomes a link", () => {
  for (const message of ["", "hello", "javascript:alert(1)", "https://", "a https://x.org b\nc"]) {
    expect(
      piecesOf(message)
        .map(({ text }) => text)
        .join(""),
    ).toBe(message);
  }
  expect(urls("javascript:alert(1) https:// ftp://x.org")).toEqual([]);
});
