import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { AdminApi } from "roomkeeper";
import { FormError } from "../../ui/FormError";
import { useAdding } from "./useAdding";

/** Who else may look after this server. */
export function PeopleSection({ api }: { api: AdminApi }) {
  const [username, setUsername] = useState("");
  const { isBusy, error, submit } = useAdding(async () => {
    const name = username.trim();
    await api.promote(name);
    setUsername("");
    return `${name} is an admin now.`;
  });
  return (
    <form className="card-section form admin-people" onSubmit={submit} aria-labelledby="promote">
      <h2 id="promote" className="card-section__title">
        Make somebody an admin
      </h2>
      <p className="admin-people__text">
        Admins add avatars, elements and maps for everybody, and make others admins. It can’t be
        taken back here.
      </p>
      <label className="field">
        <span className="field__label">Username</span>
        <input
          className="input"
          required
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={isBusy}>
          <ShieldCheck size={18} aria-hidden />
          Make an admin
        </button>
      </div>
    </form>
  );
}
