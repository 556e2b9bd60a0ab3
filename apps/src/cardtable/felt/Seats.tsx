import {
  type CSSProperties,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { PlayerState } from "roomkeeper/cardtable";
import { useCamera, usePlayer } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { Avatar } from "../../ui/Avatar";
import { type Box, clamp, RIM } from "../model/geometry";
import { pointAtSide, sideOf } from "../model/sides";
import { colorFor } from "../model/things";
import { useDesk, useOthers } from "../state/context";
import { CardFace } from "../things/CardFace";

const bubbleMillis = 6000;
const backsMax = 7;

const narrowWidth = 600;
const namedMax = 4;

/** Who sits where: a plate at each other player's edge, with the backs of the cards they hold. */
export function Seats({ onAsk }: { onAsk: () => void }) {
  const others = useOthers();
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
  const plate = useRef<HTMLButtonElement>(null);
  const width = useOwnWidth(plate);
  const bubble = useBubble(id);
  if (player === undefined) return null;
  if (!player.online && player.trayCount === 0) return null;
  const at = table.seats.toScreen(pointAtSide(sideOf(player.seat), -RIM / 2));
  const box = viewport.box();
  const isNarrow = box.right - box.left < narrowWidth;
  const buttons = isNarrow ? 64 : 0;
  const x = clamp(at.x, box.left + width / 2 + 6, box.right - width / 2 - 6);
  const style = {
    left: x,
    top: clamp(at.y, box.top + 24, box.bottom - 30 - buttons),
    "--player": colorOf(player),
  } as CSSProperties;
  const cards = player.trayCount === 1 ? "1 card" : `${player.trayCount} cards`;
  return (
    <button
      ref={plate}
      type="button"
      className={`seat seat--${bubbleSide(x, box)}${player.online ? "" : " seat--offline"}`}
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

const bubbleReach = 130;

/** To which side what somebody says may spread without leaving the screen. */
function bubbleSide(x: number, box: Box): "left" | "middle" | "right" {
  if (x < box.left + bubbleReach) return "left";
  return x > box.right - bubbleReach ? "right" : "middle";
}

/** The width that an element has taken, once it is known. */
function useOwnWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(element.current?.offsetWidth ?? 0));
  return width;
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
