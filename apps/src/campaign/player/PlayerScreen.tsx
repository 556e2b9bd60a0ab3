import { Dices, ListOrdered, ScrollText, UserRound } from "lucide-react";
import { useState } from "react";
import { useOwnHeroes, usePlayersFight } from "roomkeeper/campaign/react";
import { LogPanel } from "../log/LogPanel";
import { Announcer } from "../panels/Announcer";
import { Away } from "../panels/Away";
import { Bar } from "../panels/Bar";
import { Credits } from "../panels/Credits";
import { DicePanel } from "../panels/DicePanel";
import { Tabs } from "../panels/Tabs";
import { WhoIsHere } from "../panels/WhoIsHere";
import { useSitting } from "../state/context";
import { HeroCard } from "./HeroCard";
import { NewHero } from "./NewHero";
import { TheirFight } from "./TheirFight";
import { TurnNotice } from "./TurnNotice";

type Tab = "me" | "fight" | "log" | "dice";

const tabs = [
  { id: "me", label: "Me", icon: <UserRound size={20} aria-hidden /> },
  { id: "fight", label: "Fight", icon: <ListOrdered size={20} aria-hidden /> },
  { id: "log", label: "Log", icon: <ScrollText size={20} aria-hidden /> },
  { id: "dice", label: "Dice", icon: <Dices size={20} aria-hidden /> },
] as const;

/** A player's screen: made for a phone and one thumb, and wider where there is room. */
export function PlayerScreen({ keptAt }: { keptAt: number | null }) {
  const [tab, setTab] = useState<Tab>("me");
  const isFighting = usePlayersFight() !== null;
  return (
    <div className="campaign campaign--player" data-tab={tab}>
      <Bar />
      <Away keptAt={keptAt} />
      <main className="campaign__player">
        <PlayerBody />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <div
          className="campaign__extra"
          data-panel="log"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          role="group"
          aria-labelledby="log"
        >
          <LogPanel />
        </div>
        <div className="campaign__extra" data-panel="dice">
          <DicePanel />
          {isFighting && (
            <section className="side" aria-labelledby="at-the-table">
              <h2 id="at-the-table" className="side__title">
                At the table
              </h2>
              <WhoIsHere />
            </section>
          )}
          <Credits />
        </div>
      </main>
      <Tabs
        label="Parts of the screen"
        className="bottom-tabs"
        tabs={tabs}
        chosen={tab}
        onChoose={setTab}
      />
      <Announcer />
    </div>
  );
}

/** What is a player's own, and the fight as players see it. */
export function PlayerBody() {
  const own = useOwnHeroes();
  const shown = usePlayersFight();
  const { isLooking } = useSitting();
  return (
    <>
      <div className="campaign__me" data-panel="me">
        <TurnNotice />
        {own.map(({ id, value }) => (
          <HeroCard key={id} id={id} hero={value} />
        ))}
        {!isLooking && <NewHero isFirst={own.length === 0} />}
        {isLooking && own.length === 0 && <p className="side__empty">No character yet.</p>}
      </div>
      <div className="campaign__theirs" data-panel="fight">
        {shown === null ? (
          <section className="side" aria-labelledby="no-fight">
            <h2 id="no-fight" className="side__title">
              No active encounter
            </h2>
            <WhoIsHere />
          </section>
        ) : (
          <TheirFight shown={shown} />
        )}
      </div>
    </>
  );
}
