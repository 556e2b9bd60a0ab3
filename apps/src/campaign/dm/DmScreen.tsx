import { ListOrdered, NotebookPen, ScrollText, UserRound, UsersRound } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useDmFight } from "roomkeeper/campaign/react";
import { LogPanel } from "../log/LogPanel";
import { Announcer } from "../panels/Announcer";
import { Away } from "../panels/Away";
import { Bar } from "../panels/Bar";
import { Tabs } from "../panels/Tabs";
import { PreparePanel } from "../prepare/PreparePanel";
import { useSitting } from "../state/context";
import { type Desk, DeskProvider, type DeskUse, firstDesk, type Tab } from "./desk";
import { FighterPanel } from "./FighterPanel";
import { FightPanel } from "./FightPanel";
import { installKeys } from "./keyboard";
import { Questions } from "./Questions";
import { TablePanel } from "./TablePanel";

const tabs = [
  { id: "fight", label: "Fight", icon: <ListOrdered size={20} aria-hidden /> },
  { id: "one", label: "Details", icon: <UserRound size={20} aria-hidden /> },
  { id: "prepare", label: "Prepare", icon: <NotebookPen size={20} aria-hidden /> },
  { id: "log", label: "Log", icon: <ScrollText size={20} aria-hidden /> },
  { id: "table", label: "Table", icon: <UsersRound size={20} aria-hidden /> },
] as const;

/** The DM's screen: what runs and what is prepared, side by side; on a phone one after the other. */
export function DmScreen({ keptAt }: { keptAt: number | null }) {
  const sitting = useSitting();
  const [desk, setDesk] = useState<Desk>(firstDesk);
  const fight = useDmFight();
  const use = useMemo<DeskUse>(() => {
    const change = (next: Partial<Desk>): void => setDesk((now) => ({ ...now, ...next }));
    return {
      desk,
      change,
      ask: (question) => change({ question }),
      toggle: (id) => {
        const selected = new Set(desk.selected);
        if (!selected.delete(id)) selected.add(id);
        change({ selected });
      },
      show: (id) => change({ focus: id, tab: "one" }),
      targets: () => {
        const here = fight?.fighters.map((fighter) => fighter.id) ?? [];
        const selected = here.filter((id) => desk.selected.has(id));
        if (selected.length > 0) return selected;
        return here.filter((id) => id === desk.focus);
      },
    };
  }, [desk, fight]);

  // The key handler reads the latest state from here, so it is installed only once.
  const latest = useRef({ use, fight, sitting });
  latest.current = { use, fight, sitting };
  useEffect(() => installKeys(() => latest.current), []);

  return (
    <DeskProvider value={use}>
      <div className="campaign campaign--dm" data-tab={desk.tab}>
        <Bar
          onInvite={() => use.ask({ name: "invite" })}
          onSettings={() => use.ask({ name: "settings" })}
          onKeys={() => use.ask({ name: "keys" })}
        />
        <Away keptAt={keptAt} />
        <main className="campaign__columns">
          <div className="campaign__column campaign__column--table" data-panel="table">
            <TablePanel />
          </div>
          <div className="campaign__column campaign__column--fight" data-panel="fight">
            <FightPanel />
          </div>
          <div className="campaign__column campaign__column--side">
            <Tabs
              label="Beside the fight"
              className="side-tabs"
              tabs={tabs.filter(({ id }) => id !== "fight" && id !== "table")}
              chosen={desk.tab === "fight" || desk.tab === "table" ? "one" : desk.tab}
              onChoose={(tab: Tab) => use.change({ tab })}
            />
            <Side tab={desk.tab} />
          </div>
        </main>
        <Tabs
          label="Parts of the screen"
          className="bottom-tabs"
          tabs={tabs}
          chosen={desk.tab}
          onChoose={(tab: Tab) => use.change({ tab })}
        />
        <Questions />
        <Announcer />
      </div>
    </DeskProvider>
  );
}

function Side({ tab }: { tab: Tab }) {
  switch (tab) {
    case "prepare":
      return <PreparePanel />;
    case "log":
      return <LogPanel />;
    case "fight":
    case "one":
    case "table":
      return <FighterPanel />;
  }
}
