// A relay on the package `ws`.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { http, listen, next, Room, roomOf } from "./rooms.mjs";

const rooms = new Map();
const server = createServer(
  http((flushMillis) => {
    const id = `r${next()}`;
    const sockets = new Set();
    const toAll = (frame) => {
      const text = JSON.stringify(frame);
      for (const socket of sockets) socket.send(text);
    };
    rooms.set(id, { room: new Room(flushMillis, toAll), sockets });
    return id;
  }),
);
const accept = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => "roomkeeper.v1.json" });

server.on("upgrade", (request, tcp, head) => {
  const { room, sockets } = rooms.get(roomOf(request));
  accept.handleUpgrade(request, tcp, head, (socket) => {
    const id = `u${next()}`;
    const send = (frame) => socket.send(JSON.stringify(frame));
    socket.on("message", (data) => room.received(id, JSON.parse(data), send, () => sockets.add(socket)));
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.terminate());
  });
});
listen(server);
