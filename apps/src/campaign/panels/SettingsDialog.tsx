import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Showing } from "roomkeeper/campaign";
import { useCampaign, useCampaignInfo } from "roomkeeper/campaign/react";
import { attempt } from "../../lib/attempt";
import { Check } from "../../ui/Check";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { useSitting } from "../state/context";
import { useSeen } from "../state/useSeen";
import { ChangedMeanwhile } from "./ChangedMeanwhile";
import { Credits } from "./Credits";

const showings: readonly { readonly value: Showing; readonly label: string }[] = [
  { value: "nothing", label: "Nothing" },
  { value: "bands", label: "A word" },
  { value: "exact", label: "The number" },
];

/** The campaign's name, what players may see and do, and the whole of it as a file. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const campaign = useCampaign();
  const { source } = campaign;
  const info = useCampaignInfo();
  const { act, api } = useSitting();
  const version = campaign.versionOf("campaign");
  const [name, setName] = useState(info?.name ?? "");
  const seen = useSeen(info?.name ?? "", version, name.trim());
  if (info === undefined) return null;
  const { monsterHp, partyHp, playersDamage, absorbedBreaksConcentration } = info.options;
  const rename = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") void act("rename", { name: name.trim(), version: seen.version });
  };
  return (
    <Dialog title="Settings" onClose={onClose}>
      <form className="inline-form" onSubmit={rename}>
        <input
          className="input"
          aria-label="Name of the campaign"
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button
          type="submit"
          className="button"
          disabled={name.trim() === "" || name.trim() === info.name}
        >
          Rename
        </button>
      </form>
      {seen.other !== null && (
        <ChangedMeanwhile
          now={`“${seen.other}”`}
          onTake={() => {
            setName(info.name);
            seen.catchUp();
          }}
          onKeep={seen.catchUp}
        />
      )}
      <Choice
        legend="What players see of monsters’ hit points"
        value={monsterHp}
        onChange={(value) => void act("options", { version, monsterHp: value })}
        options={showings}
      />
      <Choice
        legend="What the party sees of each other’s"
        value={partyHp}
        onChange={(value) => void act("options", { version, partyHp: value })}
        options={showings}
      />
      <Choice
        legend="Damage that players report for monsters"
        value={playersDamage}
        onChange={(value) => void act("options", { version, playersDamage: value })}
        options={[
          { value: "applied", label: "Counts" },
          { value: "proposed", label: "Waits for the DM" },
          { value: "refused", label: "Is refused" },
        ]}
      />
      <Check
        label="Absorbed damage asks for concentration too"
        hint="A save is due also where temporary hit points took all of it."
        isChecked={absorbedBreaksConcentration}
        onChange={(value) => void act("options", { version, absorbedBreaksConcentration: value })}
      />
      <div className="form__actions">
        <button
          type="button"
          className="button"
          onClick={() => void attempt(api.export(source.id).then((all) => save(info.name, all)))}
        >
          <Download size={17} aria-hidden />
          Save as a file
        </button>
      </div>
      <p className="field__hint">Rules of {info.edition}.</p>
      <Credits />
    </Dialog>
  );
}

/** Hands a file to the browser. */
function save(name: string, content: object): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
