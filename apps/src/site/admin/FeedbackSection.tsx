import { MessageCircle } from "lucide-react";
import { useCallback } from "react";
import type { AdminApi, FeedbackEntry } from "roomkeeper";
import { useLoaded } from "../../lib/useLoaded";
import { Failed, Notice } from "../../ui/Notice";
import { Older, Time } from "./entries";

/** What visitors said on the feedback page. */
export function FeedbackSection({ api }: { api: AdminApi }) {
  const { loaded, reload, change } = useLoaded(useCallback(() => api.feedback(), [api]));
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
  const older = async (): Promise<void> => {
    const page = await api.feedback(feedback.at(-1)?.id);
    change((now) => ({ feedback: [...now.feedback, ...page.feedback], more: page.more }));
  };
  return (
    <>
      <ul className="entries">
        {feedback.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {more && <Older onClick={older} />}
    </>
  );
}

function Entry({ entry }: { entry: FeedbackEntry }) {
  return (
    <li className="card-section entry">
      <p className="entry__text">{entry.text}</p>
      <p className="entry__facts">
        <Time at={entry.at} />
        {entry.contact !== null && ` · ${entry.contact}`}
      </p>
    </li>
  );
}
