// A bad network between clients and a server on this machine. It delays every chunk of a TCP connection by half a round trip
// and some jitter. Now and then the connection stalls, as TCP does while it resends a lost segment.
import { connect, createServer } from "node:net";

/**
 * @param target the server's port
 * @param net what the network does, in milliseconds: { delay, jitter, loss, stall }; `loss` is the share of chunks that stall
 * @param random returns numbers from 0 to 1
 */
export function openLine(target, net, random) {
  const counts = { chunks: 0, stalls: 0 };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    near.setNoDelay(true);
    far.setNoDelay(true);
    pipe(near, far, net, random, counts);
    pipe(far, near, net, random, counts);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({ port: server.address().port, counts, close: () => server.close() }),
    );
  });
}

function pipe(from, to, { delay, jitter, loss, stall }, random, counts) {
  const queue = []; // keeps the order of the chunks, whatever the order of the timers
  let free = 0;
  from.on("data", (chunk) => {
    const now = performance.now();
    counts.chunks += 1;
    let at = now + delay + (random() * 2 - 1) * jitter;
    if (random() < loss) {
      counts.stalls += 1;
      at += stall * (0.3 + 0.7 * random());
    }
    at = Math.max(at, free);
    free = at;
    queue.push(chunk);
    setTimeout(() => to.write(queue.shift()), Math.max(0, at - now));
  });
  const end = () => setTimeout(() => to.destroy(), delay + jitter);
  from.on("close", end);
  from.on("error", end);
}
