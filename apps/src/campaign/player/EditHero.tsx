import { useState } from "react";
import type { OwnHero } from "roomkeeper/campaign";
import { Dialog } from "../../ui/Dialog";
import { RetireButton } from "../panels/RetireButton";
import { useSitting } from "../state/context";
import { SheetForm } from "./SheetForm";

type Props = { id: string; hero: OwnHero; onClose: () => void };

/** Changes the sheet, by the version that was seen when the form was opened; or retires the character. */
export function EditHero({ id, hero, onClose }: Props) {
  const { act } = useSitting();
  const [seen] = useState(hero);
  return (
    <Dialog title={`Edit ${seen.name}`} onClose={onClose}>
      <SheetForm
        name={seen.name}
        sheet={seen.sheet}
        action="Save"
        onGiven={async (name, sheet) => {
          if (await act("character.edit", { id, version: seen.version, name, sheet })) onClose();
        }}
      />
      <RetireButton id={id} name={seen.name} onRetired={onClose} />
    </Dialog>
  );
}
