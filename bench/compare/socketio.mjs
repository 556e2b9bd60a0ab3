// A relay on Socket.IO. A frame is the only argument of the event "f".
import { createServer } from "node:http";
import { Server } from "socket.io";
import { http, listen, next, Room, roomOf } from "./rooms.mjs";

const rooms = new Map();
const server = createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });
const engine = server.listeners("upgrade");
server.removeAllListeners("upgrade");
server.on("upgrade", (request, ...rest) => {
  request.url = `/socket.io/?EIO=4&transport=websocket&room=${roomOf(request)}`;
  for (const listener of engine) listener.call(server, request, ...rest);
});
server.removeAllListeners("request");
server.on(
  "request",
  http((flushMillis) => {
    const id = `r${next()}`;
    rooms.set(id, new Room(flushMillis, (frame) => io.to(id).emit("f", frame)));
    return id;
  }),
);
io.on("connection", (socket) => {
  const id = socket.handshake.query.room;
  const room = rooms.get(id);
  socket.on("f", (frame) => room.received(socket.id, frame, (answer) => socket.emit("f", answer), () => socket.join(id)));
});
listen(server);
