import { describe, expect, test } from "vitest";
import { pageOf, roomIdFrom, tablePath } from "./router";

describe("addresses", () => {
  test("lead to their pages", () => {
    expect(pageOf("/")).toEqual({ name: "start" });
    expect(pageOf("/table/r1")).toEqual({ name: "table", roomId: "r1" });
    expect(pageOf("/table/r1/more")).toEqual({ name: "unknown" });
    expect(pageOf("/nowhere")).toEqual({ name: "unknown" });
  });

  test("keep ids as they are, whatever is in them", () => {
    for (const roomId of ["r 1", "ü/x", "100%"]) {
      expect(pageOf(tablePath(roomId))).toEqual({ name: "table", roomId });
    }
    expect(pageOf("/table/100%")).toEqual({ name: "table", roomId: "100%" });
  });
});

describe("what one may paste to join", () => {
  test.each([
    ["https://play.example/table/abc-1", "abc-1"],
    ["  http://localhost:8080/table/abc?from=mail#top  ", "abc"],
    ["play.example/table/abc", "abc"],
    ["/table/abc", "abc"],
    ["abc_9-Z", "abc_9-Z"],
  ])("%s", (text, roomId) => expect(roomIdFrom(text)).toBe(roomId));

  test.each(["", "   ", "https://play.example/", "two words"])("not %j", (text) => {
    expect(roomIdFrom(text)).toBeUndefined();
  });
});
