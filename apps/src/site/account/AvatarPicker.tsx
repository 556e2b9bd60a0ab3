import { Smile } from "lucide-react";
import { useRef, useState } from "react";
import { type AvatarEntry, createOpenApi, type SpacesApi } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { useLoaded } from "../../lib/useLoaded";
import { Failed, Notice } from "../../ui/Notice";
import { Picture } from "../../ui/Picture";

const loadAvatars = () => createOpenApi().avatars();

type Props = {
  api: SpacesApi;
  /** The id of the one chosen so far. */
  chosen: string | undefined;
  onChosen: (avatar: AvatarEntry) => void;
};

/** All avatars there are; taking one is said to the server at once. */
export function AvatarPicker({ api, chosen, onChosen }: Props) {
  const { loaded, reload } = useLoaded(loadAvatars);
  const [wanted, setWanted] = useState<string | null>(null);
  // One after another, so that the last one wanted is the one that stays.
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const choose = (avatar: AvatarEntry): void => {
    setWanted(avatar.id);
    saving.current = saving.current
      .then(() => api.chooseAvatar(avatar.id))
      .then(
        () => onChosen(avatar),
        (error: unknown) => {
          setWanted(null);
          toast(errorMessage(error), "refused");
        },
      );
  };
  if (loaded.state === "failed") return <Failed error={loaded.error} onRetry={reload} />;
  if (loaded.state === "loading") return <div className="avatars avatars--skeleton" aria-busy />;
  if (loaded.value.length === 0) {
    return (
      <Notice icon={<Smile size={22} aria-hidden />}>
        <p>
          <b>There are no avatars yet.</b> An admin can add some.
        </p>
      </Notice>
    );
  }
  const current = wanted ?? chosen;
  return (
    <fieldset className="choice avatars">
      <legend className="visually-hidden">Avatar</legend>
      {loaded.value.map((avatar) => (
        <label key={avatar.id} className="pick avatar-choice" title={avatar.name}>
          <input
            type="radio"
            name="avatar"
            checked={avatar.id === current}
            onChange={() => choose(avatar)}
          />
          <Picture url={avatar.imageUrl} alt="" className="avatar-choice__picture" />
          <span className="avatar-choice__name ellipsis">{avatar.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
