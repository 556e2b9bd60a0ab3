import { useState } from "react";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { AddCharacters } from "./AddCharacters";
import { AddCustom } from "./AddCustom";
import { Bestiary } from "./Bestiary";
import { ImportCreatures } from "./ImportCreatures";
import { OwnCreature } from "./OwnCreature";

type Source = "bestiary" | "party" | "custom" | "own" | "import";

type Props = { encounter: string; onClose: () => void };

/** Adds creatures or characters to an encounter; stays open for the next one. */
export function AddDialog({ encounter, onClose }: Props) {
  const [source, setSource] = useState<Source>("bestiary");
  return (
    <Dialog title="Add to the encounter" onClose={onClose} wide>
      <Choice
        legend="From"
        value={source}
        onChange={setSource}
        options={[
          { value: "bestiary", label: "Bestiary" },
          { value: "party", label: "Party" },
          { value: "custom", label: "By hand" },
          { value: "own", label: "New stat block" },
          { value: "import", label: "A file" },
        ]}
      />
      {source === "bestiary" && <Bestiary encounter={encounter} />}
      {source === "party" && <AddCharacters encounter={encounter} />}
      {source === "custom" && <AddCustom encounter={encounter} />}
      {source === "own" && <OwnCreature onKept={() => setSource("bestiary")} />}
      {source === "import" && <ImportCreatures />}
    </Dialog>
  );
}
