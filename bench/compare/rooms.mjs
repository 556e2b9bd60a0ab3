// What the servers here have in common: guests, rooms, and what a member's message does. Nothing is kept and nothing is checked.
let made = 0;

class Room {
  #members = new Set();
  #moved = new Map();
  #flushMillis;

  constructor(flushMillis) {
    this.#flushMillis = flushMillis;
  }

  /** Somebody whom `send` reaches with a text. */
  member(send) {
    const id = `u${++made}`;
    return {
      received: (text) => this.#received(id, send, JSON.parse(text)),
      left: () => this.#members.delete(send),
    };
  }

  #received(id, send, { type, seq, payload }) {
    if (type === "join") {
      this.#members.add(send);
      send(JSON.stringify({ type: "joined", payload: { self: id, session: "s", layers: { all: { players: { [id]: {} } } } } }));
    } else if (type === "message") {
      this.#toAll({ type: "message", from: id, payload });
    } else if (type === "board") {
      this.#toAll({ type: "patch", epoch: 1, version: 2, changes: { all: { board: payload } } });
      send(JSON.stringify({ type: "ack", seq, durable: true }));
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

  #toAll(frame) {
    const text = JSON.stringify(frame);
    for (const send of this.#members) send(text);
  }
}

export class Rooms {
  #rooms = new Map();

  get(id) {
    return this.#rooms.get(id);
  }

  /** The request listener for guests and rooms. */
  http = (request, response) => {
    let body = "";
    request.on("data", (data) => {
      body += data;
    });
    request.on("end", () => {
      const number = ++made;
      const answer = { token: `t.${number}`, userId: `u${number}`, id: `r${number}`, kind: "lobby" };
      if (request.url === "/api/v1/rooms") this.#rooms.set(answer.id, new Room(JSON.parse(body).options?.flushMillis ?? 0));
      response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    });
  };
}
