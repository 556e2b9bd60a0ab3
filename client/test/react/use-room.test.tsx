// @vitest-environment jsdom
import { act, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useRoom, useRoomValue, useStore } from "../../src/react/index.js";
import type { JoinOptions, Room } from "../../src/room/types.js";
import { createFakeTimers, FakeSocket, joinedFrame } from "../support/fakes.js";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

interface View {
  readonly votes?: { readonly [choice: string]: number };
}

const sockets: FakeSocket[] = [];
const options = (roomId: string): JoinOptions => ({
  roomId,
  baseUrl: "http://server.test",
  // Another function at each render, as people write it.
  token: async () => "t",
  timers: createFakeTimers(),
  WebSocket: class extends FakeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      sockets.push(this);
    }
  },
});

function Poll({ id }: { readonly id: string }) {
  const room = useRoom<View>(options(id));
  return room === null ? <p>…</p> : <Votes room={room} />;
}

function Votes({ room }: { readonly room: Room<View> }) {
  const soup: number | undefined = useRoomValue(room, ["votes", "soup"]);
  return (
    <p>
      {useStore(room.status).state} {soup}
    </p>
  );
}

const accept = (soup: number) =>
  act(async () => {
    const socket = sockets.at(-1);
    socket?.open();
    socket?.receive(joinedFrame({ layers: { all: { votes: { soup } } } }));
  });

test("useRoom survives StrictMode, and stays in one room while its options are made anew", async () => {
  const host = document.createElement("div");
  const root = createRoot(host);
  const show = (id: string) =>
    act(async () =>
      root.render(
        <StrictMode>
          <Poll id={id} />
        </StrictMode>,
      ),
    );
  await show("a");
  await accept(3);
  expect(host.textContent).toBe("joined 3");
  const count = sockets.length;
  await show("a");
  expect(sockets).toHaveLength(count);
  await show("b");
  expect(sockets.at(count - 1)?.closedByClient).toBe(true);
  await accept(5);
  expect(host.textContent).toBe("joined 5");
  expect(sockets.at(-1)?.url).toBe("ws://server.test/ws/b");
  await act(async () => root.unmount());
  expect(sockets.at(-1)?.closedByClient).toBe(true);
});

test("useRoom joins nothing where a page is rendered on a server", () => {
  const before = sockets.length;
  expect(renderToString(<Poll id="a" />)).toBe("<p>…</p>");
  expect(sockets).toHaveLength(before);
});
