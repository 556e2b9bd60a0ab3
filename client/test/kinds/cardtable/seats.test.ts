import { describe, expect, test, vi } from "vitest";
import {
  createCardTable,
  screenToTable,
  seatRotation,
  tableToScreen,
} from "../../../src/kinds/cardtable/index.js";
import { createDice } from "../../support/random.js";
import { openTable } from "./scene.js";

describe("SeatStore", () => {
  test("seats spread evenly, and each faces the middle from another side", () => {
    expect([0, 1].map((seat) => seatRotation(seat, 2))).toEqual([0, 180]);
    expect([0, 1, 2].map((seat) => seatRotation(seat, 3))).toEqual([0, 120, 240]);
    expect([0, 1, 2, 3].map((seat) => seatRotation(seat, 4))).toEqual([0, 90, 180, 270]);
  });

  test("the number of seats follows those taken, or is given", async () => {
    const { table, change, room } = await openTable();
    expect(table.seats.getSnapshot()).toEqual({ seat: 0, seats: 2, rotation: 0, lie: 0 });
    const told = vi.fn();
    table.seats.subscribe(told);
    change({ players: { bob: { online: false } } });
    expect(told).not.toHaveBeenCalled();
    change({ players: { cat: { name: "Cat", online: true, seat: 2, trayCount: 0 } } });
    expect(told).toHaveBeenCalledOnce();
    expect(table.seats.getSnapshot().seats).toBe(3);
    expect(createCardTable(room, { seats: 6 }).seats.getSnapshot().seats).toBe(6);
  });

  test("one's own edge is at the bottom of the screen, whatever the seat", async () => {
    const { table, change } = await openTable();
    table.seats.place({ scale: 2, originX: 500, originY: 300 });
    expect(table.seats.toScreen({ x: 10, y: 20 })).toEqual({ x: 520, y: 340 });
    change({ players: { ann: { seat: 1 }, bob: { seat: 0 } } });
    expect(table.seats.getSnapshot().rotation).toBe(180);
    const screen = table.seats.toScreen({ x: 10, y: 20 });
    expect(screen.x).toBeCloseTo(480);
    expect(screen.y).toBeCloseTo(260);
    expect(table.seats.rotationOnScreen(0)).toBe(180);
    expect(table.seats.rotationOnScreen(table.seats.uprightRotation())).toBe(0);
    expect(table.seats.rotationOf(1)).toBe(0);
    expect(table.seats.rotationOf(0)).toBe(180);
  });

  test("looking from another side is for this screen only", async () => {
    const { table, sent } = await openTable();
    const told = vi.fn();
    table.seats.camera.subscribe(told);
    table.seats.lookFrom(-90);
    expect(table.seats.camera.getSnapshot().rotation).toBe(270);
    table.seats.lookFrom(null);
    expect(table.seats.camera.getSnapshot().rotation).toBe(0);
    expect(told).toHaveBeenCalledTimes(2);
    expect(sent()).toEqual([]);
  });

  test("to the screen and back is where one was", () => {
    const dice = createDice(7);
    for (let i = 0; i < 200; i += 1) {
      const point = { x: dice() * 2000 - 1000, y: dice() * 2000 - 1000 };
      const camera = {
        rotation: dice() * 720 - 360,
        scale: 0.1 + dice() * 3,
        originX: dice() * 1000,
        originY: dice() * 1000,
      };
      const back = screenToTable(tableToScreen(point, camera), camera);
      expect(back.x).toBeCloseTo(point.x, 6);
      expect(back.y).toBeCloseTo(point.y, 6);
    }
  });
});
