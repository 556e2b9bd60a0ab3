// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  CardTableProvider,
  useCardTable,
  useDeck,
  useIsDragged,
  useObject,
  useObjectIds,
  useSeat,
  useTray,
} from "../../src/kinds/cardtable/react.js";
import { useRoomStatus, useRoomValue } from "../../src/react/index.js";
import { card, openTable, type TableScene } from "../kinds/cardtable/scene.js";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  host = document.createElement("div");
  root = createRoot(host);
});
afterEach(() => act(() => root.unmount()));

async function show(scene: TableScene, page: ReactNode): Promise<void> {
  await act(async () =>
    root.render(<CardTableProvider value={scene.table}>{page}</CardTableProvider>),
  );
}

/** Which components rendered, in order. */
const renders: string[] = [];

function Thing({ id }: { readonly id: string }) {
  const object = useObject(id);
  renders.push(id);
  return (
    <li>
      {id} at {object?.x}
    </li>
  );
}

function Felt() {
  renders.push("felt");
  return useObjectIds().map((id) => <Thing key={id} id={id} />);
}

function Everything() {
  const { room } = useCardTable();
  const status = useRoomStatus(room);
  const name = useRoomValue(room, ["players", "bob", "name"]);
  const deck = useDeck("d1");
  const hand = useTray().map((held) => held.face);
  const dragged = useIsDragged("c1");
  return <p>{JSON.stringify([status.state, name, useSeat().seat, deck?.count, hand, dragged])}</p>;
}

test("one object's move renders that object's component and no other", async () => {
  const scene = await openTable();
  await show(scene, <Felt />);
  expect(host.textContent).toBe("c1 at 10c2 at 20");
  renders.length = 0;
  await act(async () => scene.change({ board: { c1: { x: 11 } } }));
  expect(renders).toEqual(["c1"]);
  expect(host.textContent).toBe("c1 at 11c2 at 20");
  await act(async () => scene.change({ board: { c1: null, c3: card(30, 3) } }));
  expect(host.textContent).toBe("c2 at 20c3 at 30");
  // A drag under one's own finger, too, renders one component a move.
  await act(async () => scene.table.drag.start("c2", { x: 20, y: 0 }));
  renders.length = 0;
  await act(async () => scene.table.drag.move({ x: 25, y: 0 }));
  expect(renders).toEqual(["c2"]);
});

test("hooks for the room, the seat, the tray, decks and the drag", async () => {
  const scene = await openTable();
  await show(scene, <Everything />);
  const shown = () => JSON.parse(host.textContent ?? "") as unknown;
  expect(shown()).toEqual(["joined", "Bob", 0, 52, ["S1", "H12"], false]);
  await act(async () => {
    scene.table.drag.start("c1", { x: 10, y: 0 });
    scene.change({
      players: {
        ann: { seat: 1, tray: { k1: null } },
        bob: { name: "Rob", decks: { d1: { count: 51 } } },
      },
    });
  });
  expect(shown()).toEqual(["joined", "Rob", 1, 51, ["H12"], true]);
  await act(async () => scene.socket().closeWith(1006));
  expect(shown()).toEqual(["reconnecting", "Rob", 1, 51, ["H12"], true]);
});

test("a path that is written anew at each render is subscribed to once", async () => {
  const scene = await openTable();
  let subscriptions = 0;
  const room: typeof scene.room = {
    ...scene.room,
    at: (path) => {
      const store = scene.room.at(path);
      return {
        ...store,
        subscribe: (listener) => {
          subscriptions += 1;
          return store.subscribe(listener);
        },
      };
    },
  };
  function Name() {
    return <p>{useRoomValue(room, ["players", "bob", "name"])}</p>;
  }
  await show(scene, <Name />);
  await act(async () => scene.change({ players: { bob: { name: "Rob" } } }));
  await show(scene, <Name />);
  expect(host.textContent).toBe("Rob");
  expect(subscriptions).toBe(1);
});
