import { Globe, Hourglass, Link as LinkIcon, Lock, Save, Users } from "lucide-react";
import { type FormEvent, useState } from "react";
import { createOpenApi, type SpacesApi } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { navigate, spacePath } from "../../lib/router";
import { useLoaded } from "../../lib/useLoaded";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";
import { Failed } from "../../ui/Notice";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { MapChoice } from "./MapChoice";

const nameMax = 100;
const loadMaps = () => createOpenApi().maps();

type Props = { api: SpacesApi; onClose: () => void };

/** The form for a new space; leads there. */
export function CreateSpace({ api, onClose }: Props) {
  const { loaded: maps, reload } = useLoaded(loadMaps);
  const [name, setName] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const [size, setSize] = useState({ width: "40", height: "30" });
  const [life, setLife] = useState<"kept" | "once">("kept");
  const [editors, setEditors] = useState<"owner" | "everyone">("owner");
  const [reach, setReach] = useState<"chosen" | "link" | "listed">("link");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const nameField = useFocusAtFirst<HTMLInputElement>();

  const known = maps.state === "known" ? maps.value : [];
  // The first map until another is picked; "" is none, an empty floor.
  const mapId = picked ?? known[0]?.id ?? "";
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || maps.state === "loading") return;
    setBusy(true);
    setError(null);
    try {
      const { spaceId } = await api.createSpace({
        name: name.trim(),
        ...(mapId === ""
          ? { dimensions: `${Number(size.width)}x${Number(size.height)}` }
          : { mapId }),
        kept: life === "kept",
        editors,
        listed: reach === "listed",
        ...(reach === "chosen" ? { only: [] } : {}),
      });
      navigate(spacePath(spaceId));
    } catch (failure) {
      setError(errorMessage(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title="A new space" onClose={onClose} wide>
      <form className="form" onSubmit={(event) => void create(event)}>
        <label className="field">
          <span className="field__label">Name of the space</span>
          <input
            className="input"
            placeholder="Where everybody meets"
            required
            pattern=".*\S.*"
            title="A name that is not blank"
            maxLength={nameMax}
            autoComplete="off"
            ref={nameField}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {maps.state === "failed" && <Failed error={maps.error} onRetry={reload} />}
        <MapChoice
          maps={known}
          isWaiting={maps.state === "loading"}
          chosen={mapId}
          onChoose={setPicked}
          size={size}
          onSize={setSize}
        />
        <div className="create-space__choices">
          <Choice
            legend="How long it is there"
            value={life}
            onChange={setLife}
            options={[
              { value: "kept", label: "Kept", icon: <Save size={16} aria-hidden /> },
              { value: "once", label: "One time", icon: <Hourglass size={16} aria-hidden /> },
            ]}
          />
          <Choice
            legend="Who may furnish it"
            value={editors}
            onChange={setEditors}
            options={[
              { value: "owner", label: "Only you", icon: <Lock size={16} aria-hidden /> },
              { value: "everyone", label: "Everyone", icon: <Users size={16} aria-hidden /> },
            ]}
          />
          <Choice
            legend="Who may come in"
            value={reach}
            onChange={setReach}
            options={[
              { value: "chosen", label: "Chosen people", icon: <Lock size={16} aria-hidden /> },
              { value: "link", label: "By link", icon: <LinkIcon size={16} aria-hidden /> },
              { value: "listed", label: "Everyone", icon: <Globe size={16} aria-hidden /> },
            ]}
          />
        </div>
        {reach === "chosen" && (
          <p className="field__hint">
            Nobody but you at first. Inside, “Who is here” is where you choose people.
          </p>
        )}
        {life === "once" && (
          <p className="field__hint">
            A one-time space, with all that was said in it, is gone when the last one leaves.
          </p>
        )}
        <FormError sentence={error} />
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="button button--primary"
            disabled={busy || maps.state === "loading"}
          >
            {busy ? "Building…" : "Create the space"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
