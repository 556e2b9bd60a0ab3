// What the servers here have in common: guests, rooms, and what a member's message does. Nothing is kept and nothing is checked.
let made = 0;

/** A room whose `toAll` sends a frame to all its members. */
export class Room {
  #moved = new Map();
  #flushMillis;
  #toAll;

  constructor(flushMillis, toAll) {
    this.#flushMillis = flushMillis;
    this.#toAll = toAll;
  }

  /** Takes a frame of the member; `send` answers him, `join` lets him hear the others. */
  received(id, { type, seq, payload }, send, join) {
    if (type === "join") {
      join();
      send({ type: "joined", payload: { self: id, session: "s", layers: { all: { players: { [id]: {} } } } } });
    } else if (type === "message") {
      this.#toAll({ type: "message", from: id, payload });
    } else if (type === "board") {
      this.#toAll({ type: "patch", epoch: 1, version: 2, changes: { all: { board: payload } } });
      send({ type: "ack", seq, durable: true });
    } else if (type === "move") {
      if (this.#flushMillis > 0 && this.#moved.size === 0) setTimeout(() => this.#flush(), this.#flushMillis);
      this.#moved.set(id, { position: payload });
      if (this.#flushMillis === 0) this.#flush();
    }
  }

  #flush() {
    this.#toAll({ type: "patch", epoch: 1, version: 2, changes: { all: { players: Object.fromEntries(this.#moved) } } });
    this.#moved.clear();
  }
}

/** A number that nothing else made here has. */
export const next = () => ++made;

/** The room that a socket asks for by its path. */
export const roomOf = (request) => request.url.slice("/ws/".length);

/** The request listener for guests and rooms; `makeRoom(flushMillis)` gives the new room's id. */
export const http = (makeRoom) => (request, response) => {
  let body = "";
  request.on("data", (data) => {
    body += data;
  });
  request.on("end", async () => {
    const number = next();
    const answer =
      request.url === "/api/v1/rooms"
        ? { id: await makeRoom(JSON.parse(body).options?.flushMillis ?? 0), kind: "lobby" }
        : { token: `t.${number}`, userId: `u${number}` };
    response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
};

/** Listens on a free port of this machine and prints the address. */
export function listen(server) {
  server.listen(0, "127.0.0.1", () => console.log(`The server is at http://localhost:${server.address().port}`));
}
