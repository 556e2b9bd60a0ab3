import { expect, test } from "vitest";
import { cellsSeen } from "./cells";

test("an onlooker sees all cells of a small map, and of a large one those about its middle", () => {
  expect([...cellsSeen("20x16")].sort()).toEqual(["cell:0,0", "cell:1,0"]);
  expect(cellsSeen("48x48")[0]).toBe("cell:1,1");
  expect(cellsSeen("1000x1000")).toHaveLength(63);
  expect(cellsSeen("nonsense")).toEqual([]);
});
