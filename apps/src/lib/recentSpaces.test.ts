import { describe, expect, test } from "vitest";
import { recentFrom, withFirst } from "./recentSpaces";

describe("the spaces of this device", () => {
  test("have the one visited last first, each once, and only so many", () => {
    let spaces = withFirst([], { id: "a", name: "A" });
    spaces = withFirst(spaces, { id: "b", name: "B" });
    spaces = withFirst(spaces, { id: "a", name: "A, renamed" });
    expect(spaces).toEqual([
      { id: "a", name: "A, renamed" },
      { id: "b", name: "B" },
    ]);
    for (let i = 0; i < 30; i++) spaces = withFirst(spaces, { id: `${i}`, name: "" });
    expect(spaces).toHaveLength(12);
    expect(spaces[0]?.id).toBe("29");
  });

  test("keep their picture until there is another", () => {
    const seen = withFirst([], { id: "a", name: "A", thumbnail: "/1.png" });
    expect(withFirst(seen, { id: "a", name: "B" })[0]).toEqual({
      id: "a",
      name: "B",
      thumbnail: "/1.png",
    });
    expect(withFirst(seen, { id: "a", name: "A", thumbnail: "/2.png" })[0]?.thumbnail).toBe(
      "/2.png",
    );
  });

  test("are read as they were kept, without what is none", () => {
    const kept = [{ id: "a", name: "A", thumbnail: "/t.png" }, null, { id: 7, name: "B" }, "x"];
    expect(recentFrom(JSON.stringify(kept))).toEqual([kept[0]]);
  });

  test.each([null, "", "{", "{}", "null"])("none: %j", (text) => {
    expect(recentFrom(text)).toEqual([]);
  });
});
