import {
  Crosshair,
  Dices,
  Flag,
  HeartPulse,
  ListX,
  Plus,
  SkipBack,
  SkipForward,
  Undo2,
  Zap,
} from "lucide-react";
import { useState } from "react";
import type { DmFight } from "roomkeeper/campaign";
import { useCampaign, useCampaignInfo, useDmFight } from "roomkeeper/campaign/react";
import { atNextTurn } from "../model/follows";
import { ElapsedTime } from "../panels/ElapsedTime";
import { useSitting } from "../state/context";
import { useDesk } from "./desk";
import { FighterRow } from "./FighterRow";
import { nextTurn, turnBack } from "./keyboard";
import { NoEncounter } from "./NoEncounter";
import { endEncounter } from "./NotAll";
import { Reported } from "./Reported";
import { undoLast } from "./undoLast";
import { WaitingRolls } from "./WaitingRolls";

/** The encounter that runs: whose turn it is, the order, and what is to be decided. */
export function FightPanel() {
  const fight = useDmFight();
  const { desk } = useDesk();
  const [dragged, setDragged] = useState<string | null>(null);
  const campaign = useCampaign();
  const { act } = useSitting();
  if (fight === null) return <NoEncounter />;
  const marked = fight.fighters.filter(({ id }) => desk.selected.has(id)).length;
  return (
    <section className="fight" aria-label="The encounter">
      <TurnBar fight={fight} />
      <Reported />
      <WaitingRolls fight={fight} />
      <Actions marked={marked} fight={fight} />
      {fight.fighters.length === 0 ? (
        <p className="fight__empty">
          Nobody is in this encounter yet. Add creatures or characters.
        </p>
      ) : (
        <ol className="fight__order">
          {fight.fighters.map((fighter, index) => (
            <FighterRow
              key={fighter.id}
              fighter={fighter}
              onDrag={() => setDragged(fighter.id)}
              onDrop={() => {
                if (dragged !== null && dragged !== fighter.id)
                  void act("order.move", {
                    id: dragged,
                    index,
                    version: campaign.versionOf(fight.id),
                  });
                setDragged(null);
              }}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function TurnBar({ fight }: { fight: DmFight }) {
  const sitting = useSitting();
  const { act, isLooking } = sitting;
  const { ask } = useDesk();
  const now = fight.fighters.find(({ isTurn }) => isTurn);
  const { clock } = fight.encounter;
  const missing = fight.fighters.filter(({ place }) => place === undefined).length;
  return (
    <header className="turn">
      <div className="turn__words">
        <span className="turn__round">
          {fight.round === 0 ? fight.encounter.name : `Round ${fight.round}`}
          {clock !== undefined && <ElapsedTime since={clock.startedAtMillis} />}
        </span>
        <b className="turn__who">{now?.name ?? whoElse(fight)}</b>
      </div>
      <div className="turn__buttons">
        {missing > 0 && (
          <button
            type="button"
            className={fight.round === 0 ? "button button--primary" : "button"}
            disabled={isLooking}
            onClick={() => void act("initiative.roll", {})}
          >
            <Dices size={18} aria-hidden />
            Roll initiative
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Back to the turn before"
          title="Back to the turn before (b)"
          disabled={isLooking || fight.round === 0}
          onClick={() => void turnBack(sitting, fight)}
        >
          <SkipBack size={19} aria-hidden />
        </button>
        <button
          type="button"
          className={fight.round === 0 && missing > 0 ? "button" : "button button--primary"}
          title="Next turn (n)"
          disabled={isLooking || missing === fight.fighters.length}
          onClick={() => void nextTurn(sitting, fight)}
        >
          <SkipForward size={18} aria-hidden />
          {fight.round === 0 ? "First turn" : "Next turn"}
        </button>
        {atNextTurn(fight).length > 0 && (
          <button
            type="button"
            className="icon-button"
            aria-label="Next turn, but not all that follows"
            title="Next turn, but not all that follows"
            disabled={isLooking}
            onClick={() => ask({ name: "notAll", step: "turn" })}
          >
            <ListX size={19} aria-hidden />
          </button>
        )}
      </div>
    </header>
  );
}

/** Whose turn it is where it is nobody's of the list. */
function whoElse({ round, turn, encounter }: DmFight): string {
  if (round === 0) return "Not begun";
  const place = encounter.order.places.find(({ id }) => id === turn);
  return place?.kind === "lair" ? "The lair" : "Somebody who left";
}

function Actions({ marked, fight }: { marked: number; fight: DmFight }) {
  const sitting = useSitting();
  const { act, isLooking, campaign } = sitting;
  const { ask, targets, change } = useDesk();
  const edition = useCampaignInfo()?.edition;
  const hasLair = fight.encounter.order.places.some(({ kind }) => kind === "lair");
  const about = targets().length;
  const isIdle = isLooking || about === 0;
  return (
    <div className="actions">
      <button
        type="button"
        className="button button--small"
        title="Damage (d)"
        disabled={isIdle}
        onClick={() => ask({ name: "damage" })}
      >
        <Crosshair size={16} aria-hidden />
        Damage
      </button>
      <button
        type="button"
        className="button button--small"
        title="Heal (h)"
        disabled={isIdle}
        onClick={() => ask({ name: "heal" })}
      >
        <HeartPulse size={16} aria-hidden />
        Heal
      </button>
      <button
        type="button"
        className="button button--small"
        title="Condition (c)"
        disabled={isIdle}
        onClick={() => ask({ name: "condition" })}
      >
        <Zap size={16} aria-hidden />
        Condition
      </button>
      {marked > 1 && (
        <button
          type="button"
          className="button button--small"
          title="One die of initiative for all that are marked"
          disabled={isLooking}
          onClick={() => void act("initiative.roll", { ids: targets(), group: true })}
        >
          <Dices size={16} aria-hidden />
          Group initiative
        </button>
      )}
      {edition === "2014" && (
        <button
          type="button"
          className="button button--small"
          aria-pressed={hasLair}
          disabled={isLooking}
          onClick={() =>
            void act("lair", { inOrder: !hasLair, version: campaign.versionOf(fight.id) })
          }
        >
          Lair acts on 20
        </button>
      )}
      {marked > 0 && (
        <button
          type="button"
          className="button button--small"
          onClick={() => change({ selected: new Set() })}
        >
          {marked} marked · clear
        </button>
      )}
      <span className="actions__gap" />
      <button
        type="button"
        className="icon-button"
        aria-label="Undo the last move"
        title="Undo the last move (u)"
        disabled={isLooking}
        onClick={() => void undoLast(sitting)}
      >
        <Undo2 size={19} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Add somebody"
        title="Add somebody (/)"
        disabled={isLooking}
        onClick={() => ask({ name: "add", encounter: fight.id })}
      >
        <Plus size={20} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="End the encounter"
        title="End the encounter"
        disabled={isLooking}
        onClick={() => endEncounter(sitting, ask)}
      >
        <Flag size={18} aria-hidden />
      </button>
    </div>
  );
}
