// A relay on Colyseus, with rooms that have no state. A frame is a text in the message "f", which costs the least to pack.
import { createServer } from "node:http";
import { Server as Colyseus, Room as ColyseusRoom, matchMaker } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { http, listen, Room, roomOf } from "./rooms.mjs";

class Relay extends ColyseusRoom {
  maxClients = 10_000;
  autoDispose = false;
  patchRate = null;

  onCreate({ flushMillis }) {
    const room = new Room(flushMillis, (frame) => this.broadcast("f", JSON.stringify(frame)));
    this.onMessage("f", (client, text) =>
      room.received(client.sessionId, JSON.parse(text), (frame) => client.send("f", JSON.stringify(frame)), () => {}),
    );
  }
}

const server = createServer(http(async (flushMillis) => (await matchMaker.createRoom("relay", { flushMillis })).roomId));
const transport = new WebSocketTransport({ server, maxPayload: 64 * 1024 });
const game = new Colyseus({ transport, greet: false });
game.define("relay", Relay);
await matchMaker.accept();
const upgrades = server.listeners("upgrade");
server.removeAllListeners("upgrade");
server.on("upgrade", async (request, ...rest) => {
  const roomId = roomOf(request);
  const seat = await matchMaker.joinById(roomId); // a real client requests it over HTTP before it opens its socket
  request.url = `/${seat.processId}/${roomId}?sessionId=${seat.sessionId}`;
  for (const listener of upgrades) listener.call(server, request, ...rest);
});
listen(server);
