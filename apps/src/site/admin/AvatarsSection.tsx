import { Plus, Smile } from "lucide-react";
import { useState } from "react";
import { type AdminApi, createOpenApi } from "roomkeeper";
import { useLoaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { FormError } from "../../ui/FormError";
import { Failed, Notice } from "../../ui/Notice";
import { Picture } from "../../ui/Picture";
import { PictureField } from "./PictureField";
import { useAdding } from "./useAdding";

const nameMax = 100;
const loadAvatars = () => createOpenApi().avatars();

export function AvatarsSection({ api }: { api: AdminApi }) {
  const { loaded, reload } = useLoaded(loadAvatars);
  return (
    <div className="admin-columns">
      <CardSection id="avatars" title="Avatars">
        {loaded.state === "loading" && <div className="skeleton skeleton--block" aria-busy />}
        {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
        {loaded.state === "known" && loaded.value.length === 0 && (
          <Notice icon={<Smile size={22} aria-hidden />}>
            <p>
              <b>There are no avatars yet.</b> People show up with their initial until there are.
            </p>
          </Notice>
        )}
        {loaded.state === "known" && (
          <ul className="catalogue">
            {loaded.value.map(({ id, imageUrl, name }) => (
              <li key={id} className="catalogue__item">
                <Picture url={imageUrl} alt="" className="catalogue__picture" />
                <span className="catalogue__name ellipsis" title={name}>
                  {name}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardSection>
      <AddAvatar api={api} onAdded={reload} />
    </div>
  );
}

function AddAvatar({ api, onAdded }: { api: AdminApi; onAdded: () => void }) {
  const [name, setName] = useState("");
  const [imageUrl, setImageUrl] = useState("");
  const { isBusy, error, submit } = useAdding(async () => {
    await api.addAvatar(imageUrl.trim(), name.trim());
    setName("");
    setImageUrl("");
    onAdded();
    return `The avatar “${name.trim()}” is there.`;
  });
  return (
    <form className="card-section form" onSubmit={submit} aria-labelledby="add-avatar">
      <h2 id="add-avatar" className="card-section__title">
        Add an avatar
      </h2>
      <label className="field">
        <span className="field__label">Name</span>
        <input
          className="input"
          required
          maxLength={nameMax}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <PictureField label="Picture" value={imageUrl} onChange={setImageUrl} />
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={isBusy}>
          <Plus size={18} aria-hidden />
          Add the avatar
        </button>
      </div>
    </form>
  );
}
