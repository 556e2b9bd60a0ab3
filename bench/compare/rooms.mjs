// The part that these servers share: guests, rooms and messages of members. It stores nothing and checks nothing.
let made = 0;

/** A room; `toAll` sends a frame to all its members. */
export class Room {
  #moved = new Map();
  #flushMillis;
  #toAll;

  constructor(flushMillis, toAll) {
    this.#flushMillis = flushMillis;
    this.#toAll = toAll;
  }

  /** Handles a frame of the member; `send` answers it, `join` adds the member to the receivers of `toAll`. */
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

/** A number that was not used before. */
export const next = () => ++made;

/** The room's id, from the path of a socket's request. */
export const roomOf = (request) => request.url.slice("/ws/".length);

/** Answers the HTTP requests for guests and rooms; `makeRoom(flushMillis)` returns the new room's id. */
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

/** Listens on a free loopback port and prints the address. */
export function listen(server) {
  server.listen(0, "127.0.0.1", () => console.log(`The server is at http://localhost:${server.address().port}`));
}
