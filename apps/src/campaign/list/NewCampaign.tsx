import { type FormEvent, useState } from "react";
import { createCampaignsApi, type Edition } from "roomkeeper/campaign";
import { errorMessage } from "../../lib/attempt";
import { identity, keepName, keptName, nameMax } from "../../lib/identity";
import { campaignPath, navigate } from "../../lib/router";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";

const campaignNameMax = 100;

/** The form for a new campaign. It opens the campaign that it makes. */
export function NewCampaign({ onClose }: { onClose: () => void }) {
  const [isNameless] = useState(() => keptName() === "");
  const [me, setMe] = useState("");
  const [name, setName] = useState("");
  const [edition, setEdition] = useState<Edition>("2024");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const field = useFocusAtFirst<HTMLInputElement>();
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    if (isNameless) keepName(me.trim());
    try {
      const api = createCampaignsApi({ token: identity(keptName()).token });
      const { id } = await api.create(name.trim(), edition);
      navigate(campaignPath(id));
    } catch (failure) {
      setError(errorMessage(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title="A new campaign" onClose={onClose}>
      <form className="form" onSubmit={(event) => void create(event)}>
        <label className="field">
          <span className="field__label">Name of the campaign</span>
          <input
            className="input"
            placeholder="The Sunless Road"
            required
            pattern=".*\S.*"
            title="A name that is not blank"
            maxLength={campaignNameMax}
            autoComplete="off"
            ref={field}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {isNameless && (
          <label className="field">
            <span className="field__label">Your name</span>
            <input
              className="input"
              placeholder="What the players call you"
              required
              pattern=".*\S.*"
              title="A name that is not blank"
              maxLength={nameMax}
              autoComplete="nickname"
              value={me}
              onChange={(event) => setMe(event.target.value)}
            />
          </label>
        )}
        <Choice
          legend="Rules"
          value={edition}
          onChange={setEdition}
          options={[
            { value: "2024", label: "Fifth edition, 2024" },
            { value: "2014", label: "Fifth edition, 2014" },
          ]}
        />
        <p className="field__hint">The edition decides on rules and bestiary, and stays.</p>
        <FormError sentence={error} />
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={busy}>
            {busy ? "Making it…" : "Make the campaign"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
