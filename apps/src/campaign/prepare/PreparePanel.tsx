import { Copy, Eye, Flag, Play, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Encounter, Named } from "roomkeeper/campaign";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { Check } from "../../ui/Check";
import { Dialog } from "../../ui/Dialog";
import { useDesk } from "../dm/desk";
import { endEncounter } from "../dm/NotAll";
import { ChangedMeanwhile } from "../panels/ChangedMeanwhile";
import { NoteField } from "../panels/NoteField";
import { useSitting } from "../state/context";
import { useSeen } from "../state/useSeen";
import { HowHard } from "./HowHard";
import { Lineup } from "./Lineup";
import { Preview } from "./Preview";

const nameMax = 100;

/** The encounters, and one of them to be prepared while another one runs. */
export function PreparePanel() {
  const encounters = useStore(useCampaign().encounters);
  const active = useCampaignView().active;
  const { desk, change } = useDesk();
  const shown = encounters.find(({ id }) => id === desk.prepared) ?? encounters.at(-1);
  return (
    <section className="side" aria-labelledby="encounters">
      <h2 id="encounters" className="side__title">
        Encounters
      </h2>
      <NewEncounter />
      {encounters.length === 0 && (
        <p className="side__empty">Name an encounter, and fill it from the bestiary.</p>
      )}
      <ul className="encounters">
        {encounters.map(({ id, value }) => (
          <li key={id}>
            <button
              type="button"
              className="encounters__one"
              aria-pressed={id === shown?.id}
              onClick={() => change({ prepared: id })}
            >
              <span className="encounters__name">{value.name}</span>
              {id === active && <span className="pill pill--brand">Running</span>}
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <Prepared key={shown.id} encounter={shown} isActive={shown.id === active} />
      )}
    </section>
  );
}

function NewEncounter() {
  const { act, isLooking } = useSitting();
  const { change } = useDesk();
  const [name, setName] = useState("");
  const given = name.trim();
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (given === "") return;
    setName("");
    // The newest is shown while no other one is chosen.
    change({ prepared: null });
    if (!(await act("encounter.create", { name: given }))) setName(given);
  };
  return (
    <form className="inline-form" onSubmit={(event) => void create(event)}>
      <input
        className="input"
        aria-label="Name of a new encounter"
        placeholder="Ambush at the ford"
        maxLength={nameMax}
        autoComplete="off"
        value={name}
        disabled={isLooking}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={given === "" || isLooking}>
        <Plus size={17} aria-hidden />
        Create
      </button>
    </form>
  );
}

/** Another name for an encounter. */
function Rename({ id, name }: { id: string; name: string }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const [text, setText] = useState(name);
  const given = text.trim();
  const seen = useSeen(name, campaign.versionOf(id), given);
  const { version } = seen;
  const rename = (event: FormEvent): void => {
    event.preventDefault();
    if (given !== "") void act("encounter.edit", { encounter: id, version, name: given });
  };
  return (
    <>
      <form className="inline-form" onSubmit={rename}>
        <input
          className="input"
          aria-label="Name of the encounter"
          maxLength={nameMax}
          autoComplete="off"
          value={text}
          disabled={isLooking}
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="submit"
          className="button"
          disabled={isLooking || given === "" || given === name}
        >
          Rename
        </button>
      </form>
      {seen.other !== null && (
        <ChangedMeanwhile
          now={`“${seen.other}”`}
          onTake={() => {
            setText(name);
            seen.catchUp();
          }}
          onKeep={seen.catchUp}
        />
      )}
    </>
  );
}

type PreparedProps = { encounter: Named<Encounter>; isActive: boolean };

function Prepared({ encounter: { id, value }, isActive }: PreparedProps) {
  const sitting = useSitting();
  const { act, isLooking, campaign } = sitting;
  const { ask, change } = useDesk();
  const { budgets, previews, active } = useCampaignView();
  const [isDeleting, setDeleting] = useState(false);
  const [isPreviewing, setPreviewing] = useState(false);
  const budget = budgets?.[id];
  const preview = previews?.[id];
  return (
    <section className="prepared" aria-label={value.name}>
      <h3 className="prepared__name">{value.name}</h3>
      <div className="quick">
        {isActive ? (
          <button
            type="button"
            className="button button--small"
            disabled={isLooking}
            onClick={() => endEncounter(sitting, ask)}
          >
            <Flag size={15} aria-hidden />
            End
          </button>
        ) : (
          <button
            type="button"
            className="button button--small button--primary"
            disabled={isLooking}
            onClick={() => {
              change({ tab: "fight" });
              const instead = active === undefined ? {} : { instead: active };
              void act("encounter.activate", { encounter: id, ...instead });
            }}
          >
            <Play size={15} aria-hidden />
            Begin
          </button>
        )}
        <button
          type="button"
          className="button button--small"
          disabled={isLooking}
          onClick={() => ask({ name: "add", encounter: id })}
        >
          <Plus size={16} aria-hidden />
          Add
        </button>
        {preview !== undefined && (
          <button
            type="button"
            className="icon-button"
            aria-label={`${value.name} as players will see it`}
            title="As players will see it"
            onClick={() => setPreviewing(true)}
          >
            <Eye size={18} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={`Duplicate ${value.name}`}
          title="Duplicate"
          disabled={isLooking}
          onClick={() => {
            change({ prepared: null });
            void act("encounter.duplicate", { encounter: id });
          }}
        >
          <Copy size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Delete ${value.name}`}
          title="Delete"
          disabled={isLooking}
          onClick={() => setDeleting(true)}
        >
          <Trash2 size={17} aria-hidden />
        </button>
      </div>
      {budget !== undefined && <HowHard budget={budget} />}
      <Lineup id={id} encounter={value} />
      <Check
        label="In the lair"
        hint="Legendary creatures may have more actions and resistances here."
        isChecked={value.inLair}
        onChange={(inLair) =>
          void act("encounter.edit", { encounter: id, version: campaign.versionOf(id), inLair })
        }
      />
      <Rename id={id} name={value.name} />
      <NoteField about={id} label="Notes, for the DM" />
      {isPreviewing && preview !== undefined && (
        <Preview name={value.name} fight={preview} onClose={() => setPreviewing(false)} />
      )}
      {isDeleting && (
        <Dialog title={`Delete “${value.name}”?`} onClose={() => setDeleting(false)}>
          <p className="dialog__text">You can undo this in the log.</p>
          <div className="form__actions">
            <button type="button" className="button" onClick={() => setDeleting(false)}>
              Keep it
            </button>
            <button
              type="button"
              className="button button--danger"
              onClick={() => {
                setDeleting(false);
                void act("encounter.delete", { encounter: id });
              }}
            >
              Delete it
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
