import { EyeOff, HelpCircle, Shield } from "lucide-react";
import type { Condition, Fighter } from "roomkeeper/campaign";
import { Chips } from "../panels/Chips";
import { Hp } from "../panels/Hp";
import { useSitting } from "../state/context";
import { useDesk } from "./desk";

type Props = { fighter: Fighter; onDrag: () => void; onDrop: () => void };

/** A combatant's row in the order, as the DM sees it. */
export function FighterRow({ fighter, onDrag, onDrop }: Props) {
  const { desk, toggle, show } = useDesk();
  const { isLooking } = useSitting();
  const { id, name, combatant, vitals, place, isTurn, armorClass } = fighter;
  const classes = [
    "fighter",
    `fighter--${combatant.kind}`,
    isTurn ? "fighter--turn" : "",
    desk.focus === id ? "fighter--shown" : "",
    vitals.life === "dead" ? "fighter--dead" : "",
  ];
  return (
    <li
      className={classes.filter((part) => part !== "").join(" ")}
      data-fighter={id}
      aria-current={isTurn ? "step" : undefined}
      draggable={!isLooking && place !== undefined}
      onDragStart={onDrag}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <input
        type="checkbox"
        className="fighter__mark"
        aria-label={`Mark ${name}`}
        checked={desk.selected.has(id)}
        onChange={() => toggle(id)}
      />
      <span className="fighter__initiative" title="Initiative">
        {place?.initiative ?? "–"}
      </span>
      <button
        type="button"
        className="fighter__open"
        aria-pressed={desk.focus === id}
        onClick={() => show(id)}
      >
        <span className="fighter__name">
          {name}
          {combatant.alias !== undefined && (
            <span className="fighter__alias"> as “{combatant.alias}”</span>
          )}
        </span>
        {combatant.hidden !== undefined && (
          <span className="state state--quiet">
            {combatant.hidden === "nothing" ? (
              <EyeOff size={13} aria-hidden />
            ) : (
              <HelpCircle size={13} aria-hidden />
            )}
            {combatant.hidden === "nothing" ? "Hidden" : "Shown as ?"}
          </span>
        )}
        <Chips
          conditions={conditionsOf(fighter)}
          life={vitals.life}
          concentrates={vitals.concentration !== undefined}
          exhaustion={vitals.exhaustion}
          reactionUsed={combatant.reactionUsed}
          readied={combatant.readied}
        />
      </button>
      <span className="fighter__armor" title="Armor class">
        <Shield size={15} aria-hidden />
        <span className="visually-hidden">Armor class </span>
        {armorClass}
      </span>
      <Hp hp={vitals.hp} band={undefined} />
    </li>
  );
}

/** Each condition once, however many sources it has. */
function conditionsOf({ vitals }: Fighter): readonly Condition[] {
  return [...new Set(Object.values(vitals.afflictions).map(({ condition }) => condition))];
}
