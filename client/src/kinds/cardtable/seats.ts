import { isObject, type Json, own } from "../../state/json.js";
import { createCell, derive } from "../../state/store.js";
import { collection, type TableRoom } from "./board.js";
import type { Camera, CardTableOptions, Seat, SeatStore } from "./stores.js";
import type { Point } from "./types.js";

/** Degrees by which the table is turned for one of `seats` seats, evenly spread; seat 0 sees it as it is. */
export function seatRotation(seat: number, seats: number): number {
  return normalizeDegrees((360 / Math.max(1, seats)) * seat);
}

export function tableToScreen(point: Point, camera: Camera): Point {
  const turned = turn(point, camera.rotation);
  return {
    x: camera.originX + turned.x * camera.scale,
    y: camera.originY + turned.y * camera.scale,
  };
}

export function screenToTable(point: Point, camera: Camera): Point {
  const moved = {
    x: (point.x - camera.originX) / camera.scale,
    y: (point.y - camera.originY) / camera.scale,
  };
  return turn(moved, -camera.rotation);
}

/** The same direction between 0 (included) and 360 (not included). */
export function normalizeDegrees(degrees: number): number {
  const rest = degrees % 360;
  // `+ 0` makes of -0 a 0.
  return (rest < 0 ? rest + 360 : rest) + 0;
}

export function createSeatStore(room: TableRoom, options: CardTableOptions): SeatStore {
  const lookedFrom = createCell<{ readonly rotation: number; readonly lie: number } | null>(null);
  const placement = createCell({ scale: 1, originX: 0, originY: 0 });

  function read(): Seat {
    const players = collection(room, "players");
    const taken = Object.keys(players).flatMap((id) => seatOf(own(players, id)) ?? []);
    const self = room.self();
    const seat = self === null ? null : seatOf(own(players, self));
    const seats = options.seats ?? Math.max(2, ...taken.map((number) => number + 1));
    const { rotation, lie } = lookedFrom.getSnapshot() ?? {
      rotation: seatRotation(seat ?? 0, seats),
      lie: 0,
    };
    return { seat, seats, rotation, lie };
  }

  const seat = derive(
    [room.at(["players"]), room.status, lookedFrom],
    read,
    (a, b) =>
      a.seat === b.seat && a.seats === b.seats && a.rotation === b.rotation && a.lie === b.lie,
  );
  const camera = derive<Camera>(
    [seat, placement],
    () => ({
      rotation: seat.getSnapshot().rotation,
      ...placement.getSnapshot(),
    }),
    (a, b) =>
      a.rotation === b.rotation &&
      a.scale === b.scale &&
      a.originX === b.originX &&
      a.originY === b.originY,
  );

  return {
    ...seat,
    camera,
    place: (next) => placement.set({ ...next }),
    lookFrom: (rotation, lie = 0) =>
      lookedFrom.set(rotation === null ? null : { rotation: normalizeDegrees(rotation), lie }),
    toScreen: (point) => tableToScreen(point, camera.getSnapshot()),
    toTable: (point) => screenToTable(point, camera.getSnapshot()),
    rotationOnScreen: (rotation) => normalizeDegrees(rotation + turnOfThings(seat.getSnapshot())),
    uprightRotation: () => normalizeDegrees(-turnOfThings(seat.getSnapshot())),
    rotationOf: (other) => {
      const { seats, rotation } = seat.getSnapshot();
      return normalizeDegrees(rotation - seatRotation(other, seats));
    },
  };
}

function turnOfThings({ rotation, lie }: Seat): number {
  return rotation + lie;
}

function seatOf(player: Json | undefined): number | null {
  const seat = isObject(player) ? own(player, "seat") : undefined;
  return typeof seat === "number" ? seat : null;
}

function turn({ x, y }: Point, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}
