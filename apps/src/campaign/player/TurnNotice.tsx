import { turnsUntil } from "roomkeeper/campaign";
import { useOwnHeroes, usePlayersFight } from "roomkeeper/campaign/react";
import { ElapsedTime } from "../panels/ElapsedTime";

/** Whether it is the player's turn, or how far off that is. */
export function TurnNotice() {
  const shown = usePlayersFight();
  const own = useOwnHeroes();
  if (shown === null) {
    return <p className="turn-notice turn-notice--none">No active encounter. The DM begins one.</p>;
  }
  const { fight } = shown;
  const mine = own
    .map(({ id, value }) => ({ name: value.name, turns: turnsUntil(shown, id), id }))
    .filter((one): one is typeof one & { turns: number } => one.turns !== null)
    .sort((a, b) => a.turns - b.turns);
  const [next] = mine;
  const now = fight.combatants[fight.turn]?.name;
  if (next !== undefined && next.turns === 0) {
    return (
      <p className="turn-notice turn-notice--now">
        <b>{mine.length > 1 ? `${next.name}: your turn` : "Your turn"}</b>
        <ElapsedTime since={fight.sinceMillis} />
      </p>
    );
  }
  return (
    <p className={next?.turns === 1 ? "turn-notice turn-notice--soon" : "turn-notice"}>
      <span>
        {fight.round === 0
          ? "The encounter is about to begin."
          : `Round ${fight.round}: ${now ?? "somebody"}’s turn.`}{" "}
        {next !== undefined && fight.round > 0 && <b>{soon(next.turns)}</b>}
        {next === undefined && own.length > 0 && "You have no initiative yet."}
      </span>
    </p>
  );
}

function soon(turns: number): string {
  return turns === 1 ? "You are next." : `${turns} turns until yours.`;
}
