import { MessageCircle } from "lucide-react";
import { useCallback, useState } from "react";
import type { AdminApi, FeedbackEntry } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { useLoaded } from "../../lib/useLoaded";
import { FormError } from "../../ui/FormError";
import { Failed, Notice } from "../../ui/Notice";

/** What visitors said on the feedback page. */
export function FeedbackSection({ api }: { api: AdminApi }) {
  const { loaded, reload, change } = useLoaded(useCallback(() => api.feedback(), [api]));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  if (loaded.state === "loading")
    return <div className="spinner" role="status" aria-label="One moment" />;
  if (loaded.state === "failed") return <Failed error={loaded.error} onRetry={reload} />;
  const { feedback, more } = loaded.value;
  if (feedback.length === 0)
    return (
      <Notice icon={<MessageCircle size={22} aria-hidden />}>
        <p>Nobody has said anything yet.</p>
      </Notice>
    );
  const showOlder = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const older = await api.feedback(feedback.at(-1)?.id);
      change((now) => ({ feedback: [...now.feedback, ...older.feedback], more: older.more }));
    } catch (failure) {
      setError(errorMessage(failure));
    }
    setBusy(false);
  };
  return (
    <>
      <ul className="admin-feedback">
        {feedback.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <FormError sentence={error} />
      {more && (
        <button
          type="button"
          className="button admin-feedback__more"
          disabled={busy}
          onClick={() => void showOlder()}
        >
          Show older
        </button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: FeedbackEntry }) {
  const at = new Date(entry.at);
  return (
    <li className="card-section admin-feedback__entry">
      <p className="admin-feedback__text">{entry.text}</p>
      <p className="admin-feedback__facts">
        <time dateTime={at.toISOString()}>
          {at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}
        </time>
        {entry.contact !== null && ` · ${entry.contact}`}
      </p>
    </li>
  );
}
