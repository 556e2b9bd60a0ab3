import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { PlayerState, Point } from "roomkeeper/cardtable";
import { useCamera, usePlayer } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { Avatar } from "../../ui/Avatar";
import { add, type Box, clamp, distance, RIM, scaled, subtract } from "../model/geometry";
import { pointAtSide, sideOf } from "../model/sides";
import { colorFor } from "../model/things";
import { useDesk, useOthers } from "../state/context";
import { CardFace } from "../things/CardFace";

const backsMax = 7;

const narrowWidth = 600;
const namedMax = 4;
/** Half of a plate's height: nearer to the felt it would lie on it. */
const plateReach = 14;
const lowHeight = 520;
const middleReach = 40;

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
  const side = sideOf(player.seat);
  const edge = table.seats.toScreen(pointAtSide(side, 0));
  const rim = table.seats.toScreen(pointAtSide(side, -RIM / 2));
  const at = beyond(edge, rim, plateReach);
  const box = viewport.box();
  const isNarrow = box.right - box.left < narrowWidth;
  const buttons = isNarrow ? 64 : 0;
  const x = clamp(at.x, box.left + width / 2 + 6, box.right - width / 2 - 6);
  // Where the screen is low, the bars above leave its middle free; an open panel pushes the table out of it.
  const isBetweenBars = innerHeight < lowHeight && Math.abs(x - innerWidth / 2) < middleReach;
  const style = {
    left: x,
    top: clamp(at.y, isBetweenBars ? 28 : box.top + 24, box.bottom - 30 - buttons),
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
      onClick={onAsk}
    >
      <Avatar name={player.name} color={colorOf(player)} online={player.online} size={30} />
      <span className="visually-hidden">
        {`${player.name}: ${player.online ? "" : "away, "}${cards} in hand`}
      </span>
      <span className="seat__name ellipsis ellipsis" aria-hidden>
        {player.name}
      </span>
      <Hand player={player} />
      {bubble !== null && (
        <span className="seat__bubble" aria-hidden>
          <span className="seat__said">{bubble}</span>
        </span>
      )}
    </button>
  );
}

/** From an edge over the rim and so far that a plate covers nothing that lies on the felt. */
function beyond(edge: Point, rim: Point, reach: number): Point {
  const by = distance(edge, rim);
  const factor = by === 0 ? 0 : Math.max(by, reach) / by;
  return add(edge, scaled(subtract(rim, edge), factor));
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
    <span className={open ? "seat__hand seat__hand--open" : "seat__hand"} aria-hidden>
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
  const { table } = useDesk();
  return useStore(table.chat.bubbles).get(id)?.message ?? null;
}
