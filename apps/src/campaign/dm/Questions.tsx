import { useCampaignView, useDmFight } from "roomkeeper/campaign/react";
import { Dialog } from "../../ui/Dialog";
import { InviteDialog } from "../panels/InviteDialog";
import { SettingsDialog } from "../panels/SettingsDialog";
import { ShortRest } from "../player/ShortRest";
import { AddDialog } from "../prepare/AddDialog";
import { ConditionDialog } from "./ConditionDialog";
import { DamageDialog } from "./DamageDialog";
import { useDesk } from "./desk";
import { HealDialog } from "./HealDialog";
import { HeroDialog } from "./HeroDialog";
import { keyWords } from "./keyboard";
import { NotAll } from "./NotAll";
import { SeeAs } from "./SeeAs";
import { TakeOut } from "./TakeOut";

/** The dialog that is open in front of the DM's screen. */
export function Questions() {
  const { desk, change, targets } = useDesk();
  const fight = useDmFight();
  const { characters } = useCampaignView();
  const { question } = desk;
  if (question === null) return null;
  const close = (): void => change({ question: null });
  const ids = new Set(("of" in question ? question.of : undefined) ?? targets());
  const about = fight?.fighters.filter(({ id }) => ids.has(id)) ?? [];
  switch (question.name) {
    case "damage":
      return <DamageDialog targets={about} harm={question.harm} onClose={close} />;
    case "heal":
      return <HealDialog targets={about} onClose={close} />;
    case "condition":
      return <ConditionDialog targets={about} onClose={close} />;
    case "notAll":
      return <NotAll step={question.step} onClose={close} />;
    case "add":
      return <AddDialog encounter={question.encounter} onClose={close} />;
    case "invite":
      return <InviteDialog onClose={close} />;
    case "settings":
      return <SettingsDialog onClose={close} />;
    case "seeAs":
      return <SeeAs member={question.member} onClose={close} />;
    case "takeOut":
      return <TakeOut member={question.member} onClose={close} />;
    case "hero":
      return <HeroDialog id={question.id} onClose={close} />;
    case "shortRest": {
      const vitals = characters?.[question.id]?.vitals;
      return vitals === undefined ? null : (
        <ShortRest id={question.id} hero={vitals} onClose={close} />
      );
    }
    case "keys":
      return (
        <Dialog title="Keys" onClose={close}>
          <dl className="keys">
            {keyWords.map(({ key, does }) => (
              <div key={key} className="keys__one">
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      );
  }
}
