import { useState } from "react";
import { useCampaign, useCampaignView, usePeople } from "roomkeeper/campaign/react";
import { Dialog } from "../../ui/Dialog";
import { Select } from "../panels/Numbers";
import { RetireButton } from "../panels/RetireButton";
import { SheetForm } from "../player/SheetForm";
import { useSitting } from "../state/context";

type Props = {
  /** Null for a new one. */
  id: string | null;
  onClose: () => void;
};

/** A character in the DM's hands: makes one, for somebody without a phone too, changes it, or gives it to another player. */
export function HeroDialog({ id, onClose }: Props) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const now = useCampaignView().characters?.[id ?? ""];
  // The sheet as it was when the dialog was opened, by its version.
  const [seen] = useState(() => ({
    hero: now ?? null,
    version: id === null ? 0 : campaign.versionOf(id),
  }));
  const { hero, version } = seen;
  const [owner, setOwner] = useState(hero?.owner ?? "");
  const players = usePeople().map((person) => ({ value: person.id, label: person.name }));
  return (
    <Dialog title={hero === null ? "A character" : `Edit ${hero.name}`} onClose={onClose}>
      <SheetForm
        name={hero?.name ?? ""}
        sheet={hero?.sheet ?? null}
        action={hero === null ? "Make the character" : "Save"}
        onGiven={async (name, sheet) => {
          const given = owner === "" ? {} : { owner };
          const isDone =
            id === null
              ? await act("character.create", { name, sheet, ...given })
              : await act("character.edit", { id, version, name, sheet, ...given });
          if (isDone) onClose();
        }}
      >
        <Select
          label="Played by"
          value={owner}
          onChange={setOwner}
          options={
            hero?.owner === undefined
              ? [{ value: "", label: "Nobody yet" }, ...players]
              : players.some(({ value }) => value === hero.owner)
                ? players
                : [{ value: hero.owner, label: "Somebody who left" }, ...players]
          }
        />
      </SheetForm>
      {id !== null && hero !== null && (
        <RetireButton id={id} name={hero.name} onRetired={onClose} />
      )}
    </Dialog>
  );
}
