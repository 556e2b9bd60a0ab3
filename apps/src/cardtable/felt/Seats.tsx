import { type CSSProperties, useEffect, useState } from "react";
import type { PlayerState } from "roomkeeper/cardtable";
import { useCamera, usePlayer, usePlayerIds, useStore } from "roomkeeper/react";
import { Avatar } from "../../ui/Avatar";
import { type Box, clamp, RIM } from "../model/geometry";
import { pointAtSide, sideOf } from "../model/sides";
import { colorFor } from "../model/things";
import { useDesk } from "../state/context";
import { CardFace } from "../things/CardFace";

const bubbleMillis = 6000;
const backsMax = 7;

const narrowWidth = 600;
const namedMax = 4;

/** Who sits where: a plate at each other player's edge, with the backs of the cards they hold. */
export function Seats({ onAsk }: { onAsk: () => void }) {
  const { table } = useDesk();
  const self = table.room.self();
  const others = usePlayerIds().filter((id) => id !== self);
  return (
    <div className={others.length > namedMax ? "seats seats--many" : "seats"}>
      {others.map((id) => (
        <Seat key={id} id={id} onAsk={onAsk} />
      ))}
    </div>
  );
}

export function colorOf(player: PlayerState): string {
  const color = player.metadata?.color;
  return typeof color === "string" ? color : colorFor(player.seat);
}

function Seat({ id, onAsk }: { id: string; onAsk: () => void }) {
  const player = usePlayer(id);
  const { table, viewport } = useDesk();
  useCamera();
  const bubble = useBubble(id);
  if (player === undefined) return null;
  if (!player.online && player.trayCount === 0) return null;
  const at = table.seats.toScreen(pointAtSide(sideOf(player.seat), -RIM / 2));
  const box = viewport.box();
  const isNarrow = box.right - box.left < narrowWidth;
  const anchor = anchorOf(at.x, box, isNarrow ? 80 : 130);
  const buttons = isNarrow ? 64 : 0;
  const style = {
    left: clamp(at.x, box.left + 6, box.right - 6),
    top: clamp(at.y, box.top + 24, box.bottom - 30 - buttons),
    "--player": colorOf(player),
  } as CSSProperties;
  const cards = player.trayCount === 1 ? "1 card" : `${player.trayCount} cards`;
  return (
    <button
      type="button"
      className={`seat seat--${anchor}${player.online ? "" : " seat--offline"}`}
      style={style}
      title={`${player.name}: ${player.online ? "" : "away, "}${cards} in hand`}
      aria-label={`${player.name}: ${player.online ? "" : "away, "}${cards} in hand`}
      onClick={onAsk}
    >
      <Avatar name={player.name} color={colorOf(player)} online={player.online} size={30} />
      <span className="seat__name">{player.name}</span>
      <Hand player={player} />
      {bubble !== null && (
        <span className="seat__bubble">
          <span className="seat__said">{bubble}</span>
        </span>
      )}
    </button>
  );
}

/** Which of a plate's edges stays where it is, so that all of it stays on the screen. */
function anchorOf(x: number, box: Box, reach: number): "left" | "middle" | "right" {
  if (x < box.left + reach) return "left";
  return x > box.right - reach ? "right" : "middle";
}

function Hand({ player }: { player: PlayerState }) {
  const { trayCount, tray } = player;
  if (trayCount === 0) return null;
  const open = tray === undefined ? null : openHand(tray);
  return (
    <span className={open ? "seat__hand seat__hand--open" : "seat__hand"}>
      {open
        ? open.map(([cardId, card]) => (
            <span key={cardId} className="seat__card">
              <CardFace face={card.face} faceUp />
            </span>
          ))
        : Array.from({ length: Math.min(trayCount, backsMax) }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <span key={index} className="seat__card">
              <CardFace face={null} faceUp={false} />
            </span>
          ))}
      <b className="seat__count">{trayCount}</b>
    </span>
  );
}

/** The cards of a hand that is open to all, in its owner's order. */
export function openHand(tray: NonNullable<PlayerState["tray"]>) {
  return Object.entries(tray).sort(([, a], [, b]) => a.order - b.order);
}

/** What this player said last, for a moment. */
function useBubble(id: string): string | null {
  const { chat } = useDesk();
  const lines = useStore(chat.lines);
  const last = lines.findLast((line) => line.from === id);
  const [over, setOver] = useState(0);
  const lineId = last?.id ?? 0;
  useEffect(() => {
    if (lineId === 0) return;
    const timer = setTimeout(() => setOver(lineId), bubbleMillis);
    return () => clearTimeout(timer);
  }, [lineId]);
  return last !== undefined && lineId > over ? last.text : null;
}
