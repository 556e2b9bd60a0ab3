// A relay on the package `ws`: as much of the wire as ./bench/bench needs, and nothing kept. Prints its address.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { Rooms } from "./rooms.mjs";

const rooms = new Rooms();
const http = createServer(rooms.http);
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => "roomkeeper.v1.json" });

http.on("upgrade", (request, socket, head) => {
  const room = rooms.get(request.url.slice("/ws/".length));
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const member = room.member((text) => opened.send(text));
    opened.on("message", (data) => member.received(data.toString()));
    opened.on("close", member.left);
    opened.on("error", member.left);
  });
});
http.listen(0, "127.0.0.1", () => console.log(`The relay is at http://localhost:${http.address().port}`));
