import "@fontsource-variable/figtree";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { guest, joinRoom } from "roomkeeper";
import { useStore } from "roomkeeper/react";
import type { Place, SpaceView } from "roomkeeper/space";
import type { HeadPositions } from "../../src/space/video/Tiles";
import { VideoLayer } from "../../src/space/video/VideoLayer";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/ui/controls.css";
import "../../src/ui/overlays.css";
import { createSide } from "./side";

// A space with the video of the real one and nothing else: dots that stand on a plain floor. What it needs to know
// stands in its address: /calls-page?room=…&name=…&transport=relay
const query = new URLSearchParams(location.search);
const name = query.get("name") ?? "";
const someone = guest({ name });
const room = joinRoom<SpaceView>({ roomId: query.get("room") ?? "", token: someone.token, name });
const transport = query.get("transport") === "relay" ? "relay" : "all";
const blockPixels = innerWidth < 720 ? 26 : 40;

function placeOf(id: string): Place | undefined {
  return room.get().walkers?.[id];
}

const positions: HeadPositions = {
  headOf: (id) => {
    const place = placeOf(id);
    const mine = placeOf(room.self() ?? "");
    if (place === undefined || mine === undefined) return null;
    return {
      x: innerWidth / 2 + (place.x - mine.x) * blockPixels,
      y: innerHeight / 2 + (place.y - mine.y) * blockPixels,
    };
  },
  size: () => ({ width: innerWidth, height: innerHeight }),
  onFrame: (callback) => {
    let isOver = false;
    const frame = (): void => {
      if (isOver) return;
      callback(16);
      requestAnimationFrame(frame);
    };
    frame();
    return () => {
      isOver = true;
    };
  },
};

globalThis.callSide = createSide(room);

function Dots() {
  const walkers = useStore(room.at(["walkers"]));
  useEffect(() => {
    const dots = document.querySelectorAll<HTMLElement>("[data-dot]");
    for (const dot of dots) {
      const at = positions.headOf(dot.dataset.dot ?? "");
      if (at !== null) dot.style.transform = `translate(${at.x - 14}px, ${at.y - 14}px)`;
    }
  });
  return Object.keys(walkers ?? {}).map((id) => (
    <span
      key={id}
      data-dot={id}
      style={{
        position: "absolute",
        width: 28,
        height: 28,
        borderRadius: 14,
        background: id === room.self() ? "var(--focus)" : "var(--ink-3)",
      }}
    />
  ));
}

const host = document.getElementById("root");
if (host === null) throw new Error("no #root");
createRoot(host).render(
  <main style={{ position: "fixed", inset: 0, background: "var(--room)" }}>
    <Dots />
    <VideoLayer room={room} token={someone.token} positions={positions} transport={transport} />
  </main>,
);
