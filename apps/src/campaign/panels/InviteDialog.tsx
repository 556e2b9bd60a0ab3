import { Copy, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { errorMessage } from "../../lib/attempt";
import { copyText } from "../../lib/copyText";
import { linkTo } from "../../lib/site";
import { toast } from "../../lib/toasts";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";
import { plural } from "../model/words";
import { useSitting } from "../state/context";

const hours = 168;
const uses = 20;

/** A link for players, and the links that still let somebody in. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { source } = useCampaign();
  const { api, act } = useSitting();
  const links = Object.entries(useCampaignView().links ?? {});
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { path } = await api.makeLink(source.id, hours, uses);
      setLink(linkTo(path));
    } catch (failure) {
      setError(errorMessage(failure));
    }
    setBusy(false);
  };
  const copy = async (): Promise<void> => {
    if (link === null) return;
    if (await copyText(link, field.current)) toast("The link is copied.");
  };
  return (
    <Dialog title="Invite players" onClose={onClose}>
      {link === null ? (
        <p className="dialog__text">
          Whoever opens the link has a seat as a player. It works for a week, and for {uses} people.
        </p>
      ) : (
        <div className="inline-form">
          <input
            ref={field}
            className="input"
            aria-label="The link for players"
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="button" onClick={() => void copy()}>
            <Copy size={17} aria-hidden />
            Copy
          </button>
        </div>
      )}
      <FormError sentence={error} />
      <div className="form__actions">
        <button
          type="button"
          className={link === null ? "button button--primary" : "button"}
          disabled={busy}
          onClick={() => void make()}
        >
          {link === null ? "Make a link" : "Make another link"}
        </button>
      </div>
      {links.length > 0 && (
        <ul className="rows" aria-label="Links that work">
          {links.map(([id, { untilMillis, usesLeft }]) => (
            <li key={id} className="rows__one">
              <span>
                To {new Date(untilMillis).toLocaleDateString()}, {plural(usesLeft, "use")} left
              </span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Revoke the link with ${plural(usesLeft, "use")} left`}
                title="Revoke"
                onClick={() => void act("link.revoke", { link: id })}
              >
                <Trash2 size={17} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
