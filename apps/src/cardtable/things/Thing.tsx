import { type CSSProperties, memo } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { useObject, usePlayer } from "roomkeeper/cardtable/react";
import { canTurn, colorFor, describe, liesAsPut, sizeOf, stackOf, textIn } from "../model/things";
import { useIsHeld, useIsHovered, useMark, usePile } from "../state/context";
import { Card } from "./Card";
import { Counter } from "./Counter";
import { Die } from "./Die";
import { keepFocus } from "./keepFocus";
import { Note } from "./Note";
import { Token } from "./Token";
import { useHolder } from "./useHolder";

const aboveAll = 1_000_000_000;

/** One object on the table, or the uppermost card of a pile. It renders when it changes, and for nothing else. */
export const Thing = memo(function Thing({ id }: { id: string }) {
  const object = useObject(id);
  const pile = usePile(stackOf(object));
  const lowest = useObject(pile?.[0] ?? id);
  const isDragged = useIsHeld(id);
  const isPileDragged = useIsHeld(pile?.[0] ?? id);
  const mark = useMark(id);
  const isHovered = useIsHovered(id);
  const holder = useHolder(object);
  const pileHolder = useHolder(lowest);
  if (object === undefined || lowest === undefined) return null;

  const alone = isDragged || holder !== null;
  const place = alone ? object : lowest;
  const isHeld = isDragged || isPileDragged;
  const isMoved = holder !== null || pileHolder !== null;
  const classes = ["thing", `thing--${object.type}`];
  if (isHeld) classes.push("thing--held");
  if (isMoved) classes.push("thing--moved");
  if (mark !== "no") classes.push("thing--selected");
  if (isHovered) classes.push("thing--hovered");
  return (
    <div
      ref={keepFocus}
      className={classes.join(" ")}
      style={styleOf(object, place, isHeld || isMoved)}
      data-hit="object"
      data-id={id}
      {...heardAs(object, pile?.length, mark !== "no")}
    >
      <Content id={id} object={object} />
      {mark === "alone" && !isHeld && canTurn(object) && (
        <span className="turn-handle" data-hit="turn" data-id={id} />
      )}
      {(holder ?? pileHolder) !== null && <NameTag playerId={holder ?? pileHolder ?? ""} />}
    </div>
  );
});

/** For keys and screen readers. What has controls of its own is no button itself. */
function heardAs(object: BoardObject, pile: number | undefined, isMarked: boolean) {
  const holdsControls = object.type === "counter" || object.type === "note";
  return {
    tabIndex: 0,
    "aria-label": pile === undefined ? describe(object) : `Pile of ${pile}: ${describe(object)}`,
    ...(holdsControls ? { role: "group" } : { role: "button", "aria-pressed": isMarked }),
  };
}

function styleOf(object: BoardObject, place: BoardObject, lifted: boolean): CSSProperties {
  const { width, height } = sizeOf(object);
  const turn = liesAsPut(object)
    ? `rotate(calc(${object.rotation}deg + var(--lie)))`
    : `rotate(calc(${object.rotation}deg - var(--view-turn)))`;
  return {
    width,
    height,
    margin: `${-height / 2}px ${-width / 2}px`,
    transform: `translate(${place.x}px, ${place.y}px) ${turn}`,
    zIndex: Math.round(object.z) + (lifted ? aboveAll : 0),
    "--own-turn": liesAsPut(object)
      ? `calc(${object.rotation}deg + var(--lie))`
      : `calc(${object.rotation}deg - var(--view-turn))`,
  } as CSSProperties;
}

function Content({ id, object }: { id: string; object: BoardObject }) {
  switch (object.type) {
    case "card":
      return <Card object={object} />;
    case "die":
      return <Die object={object} />;
    case "token":
      return <Token object={object} />;
    case "counter":
      return <Counter id={id} object={object} />;
    case "note":
      return <Note id={id} object={object} />;
    default:
      return <span className="thing__unknown">{textIn(object, "label", object.type)}</span>;
  }
}

function NameTag({ playerId }: { playerId: string }) {
  const player = usePlayer(playerId);
  if (player === undefined) return null;
  const color = player.metadata?.color;
  const style = {
    "--player": typeof color === "string" ? color : colorFor(player.seat),
  } as CSSProperties;
  return (
    <span className="name-tag ellipsis ellipsis" style={style}>
      {player.name}
    </span>
  );
}
