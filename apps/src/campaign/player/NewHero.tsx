import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { useCampaign } from "roomkeeper/campaign/react";
import { attempt } from "../../lib/attempt";
import { useLoaded } from "../../lib/useLoaded";
import { Dialog } from "../../ui/Dialog";
import { useSitting } from "../state/context";
import { SheetForm } from "./SheetForm";

/** A new character, or the player's character from another campaign. */
export function NewHero({ isFirst }: { isFirst: boolean }) {
  const { act } = useSitting();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {isFirst ? (
        <section className="side" aria-labelledby="no-hero">
          <h2 id="no-hero" className="side__title">
            You have no character here
          </h2>
          <p className="side__line">Make one, with the figures that a fight needs.</p>
          <button
            type="button"
            className="button button--primary big"
            onClick={() => setOpen(true)}
          >
            Make a character
          </button>
        </section>
      ) : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          <Plus size={17} aria-hidden />
          Another character
        </button>
      )}
      {isOpen && (
        <Dialog title="A character" onClose={() => setOpen(false)}>
          <Bring onBrought={() => setOpen(false)} />
          <SheetForm
            name=""
            sheet={null}
            action="Make the character"
            onGiven={async (name, sheet) => {
              if (await act("character.create", { name, sheet })) setOpen(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

/** A character is in one campaign at a time: bringing it takes it out of the other. */
function Bring({ onBrought }: { onBrought: () => void }) {
  const { source } = useCampaign();
  const { api } = useSitting();
  const { loaded } = useLoaded(useCallback(() => api.characters(), [api]));
  if (loaded.state !== "known") return null;
  const elsewhere = loaded.value.filter(({ campaign }) => campaign !== source.id);
  if (elsewhere.length === 0) return null;
  return (
    <ul className="rows" aria-label="Your characters elsewhere">
      {elsewhere.map(({ home, id, name, campaign }) => (
        <li key={`${home} ${id}`} className="rows__one">
          <span className="rows__name">{name}</span>
          <button
            type="button"
            className="button button--small"
            aria-label={`Bring ${name} here`}
            onClick={async () => {
              if (await attempt(api.bring(source.id, campaign ?? home, id))) onBrought();
            }}
          >
            Bring here
          </button>
        </li>
      ))}
    </ul>
  );
}
