import { MessageCircleHeart, Send } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { createOpenApi, HttpProblem } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { FormError } from "../../ui/FormError";
import { Link } from "../../ui/Link";
import { SiteHeader } from "../../ui/SiteHeader";
import "./feedback.css";

const textMax = 4000;
const contactMax = 200;
/** From so many characters before the end one is told how many are left. */
const tellLeft = 500;

/** Where anybody tells those who run this server something. */
export default function FeedbackPage() {
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    document.title = "Feedback · Roomkeeper";
  }, []);
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main feedback">
        {isSent ? (
          <Thanks onMore={() => setSent(false)} />
        ) : (
          <FeedbackForm onSent={() => setSent(true)} />
        )}
      </main>
    </div>
  );
}

function FeedbackForm({ onSent }: { onSent: () => void }) {
  const [text, setText] = useState("");
  const [contact, setContact] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (text.trim() === "") {
      setError("Please write something first.");
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await createOpenApi().giveFeedback(text.trim(), contact.trim() || undefined);
      onSent();
    } catch (failure) {
      setError(feedbackErrorMessage(failure));
      setBusy(false);
    }
  };
  const left = textMax - text.length;
  return (
    <form className="card-section form small-page__card" onSubmit={(event) => void send(event)}>
      <h1 className="small-page__title">Feedback</h1>
      <p className="small-page__text">
        What do you like, what gets in your way, what is missing? The people who run this server
        read it.
      </p>
      <label className="field">
        <span className="field__label feedback__label">
          Your feedback
          {left < tellLeft && <span className="feedback__left">{left} left</span>}
        </span>
        <textarea
          className="input feedback__words"
          required
          maxLength={textMax}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="field__label">How to answer you, if you like</span>
        <input
          className="input"
          placeholder="An e-mail address, say"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={contactMax}
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
        <span className="field__hint">Without it nobody knows who wrote.</span>
      </label>
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={busy}>
          <Send size={18} aria-hidden />
          {busy ? "Sending…" : "Send"}
        </button>
      </div>
    </form>
  );
}

function Thanks({ onMore }: { onMore: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="card-section small-page__card feedback__thanks">
      <MessageCircleHeart size={44} aria-hidden />
      <h1 className="small-page__title" tabIndex={-1} ref={title}>
        Thank you
      </h1>
      <p className="small-page__text">It has arrived, and it will be read.</p>
      <div className="form__actions">
        <button type="button" className="button" onClick={onMore}>
          Say something else
        </button>
        <Link className="button button--primary" to="/">
          To the start page
        </Link>
      </div>
    </section>
  );
}

function feedbackErrorMessage(error: unknown): string {
  if (error instanceof HttpProblem) {
    if (error.status === 429) return "Too much at once. Please wait a moment, then send it again.";
    if (error.status === 409)
      return "There is so much feedback already that no more can be kept. Nothing was sent.";
  }
  return errorMessage(error);
}
