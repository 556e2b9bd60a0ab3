// Members of a card table who act without pause, for try-containers: node deploy/try-members.mjs URL ROOM
// Prints "playing" once all are in, and what came of it once a line comes in.
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import WebSocket from "ws";
import { guest, joinRoom } from "../client/dist/index.js";
import { createCardTable } from "../client/dist/kinds/cardtable/index.js";

const [baseUrl, roomId] = process.argv.slice(2);
const count = 4;
let acknowledged = 0;
let unknown = 0;
let isOver = false;
let longestGapMillis = 0;

const rooms = Array.from({ length: count }, (_, i) => {
  const key = randomBytes(32).toString("base64url");
  const storage = { getItem: () => key, setItem: () => {} };
  const { token } = guest({ name: `Member ${i}`, baseUrl, storage });
  return joinRoom({ baseUrl, roomId, token, name: `Member ${i}`, WebSocket });
});
const [first] = rooms;
await Promise.all(rooms.map(joined));
const objectId = "count";
await createCardTable(first).objects.add(objectId, { type: "counter", x: 100, y: 100, value: 0 });
console.log("playing");

const playing = rooms.map(async (room) => {
  let before = performance.now();
  while (!isOver) {
    try {
      await room.command("counter.add", { objectId, by: 1 });
      acknowledged += 1;
    } catch {
      unknown += 1;
    }
    const now = performance.now();
    longestGapMillis = Math.max(longestGapMillis, now - before);
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
});

for await (const _ of createInterface({ input: process.stdin })) break;
isOver = true;
await Promise.all(playing);
await first.command("counter.add", { objectId, by: 0 }).catch(() => {});
const value = first.get(["board", objectId, "value"]);
// A command without an answer may have taken effect.
const result = {
  acknowledged,
  unknown,
  value,
  lost: Math.max(0, acknowledged - value),
  twice: Math.max(0, value - acknowledged - unknown),
  longestGapMillis: Math.round(longestGapMillis),
};
console.log(JSON.stringify(result));
for (const room of rooms) room.leave();
process.exit(0);

function joined(room) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { state } = room.status.getSnapshot();
      if (state === "joined") resolve();
      if (state === "refused") reject(new Error("refused"));
    };
    room.status.subscribe(look);
    look();
  });
}
