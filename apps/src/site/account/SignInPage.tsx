import { Info } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { account } from "../../lib/account";
import { accountPath, replacePage, signInPath, signUpPath } from "../../lib/router";
import { Check } from "../../ui/Check";
import { FormError } from "../../ui/FormError";
import { Link } from "../../ui/Link";
import { SiteHeader } from "../../ui/SiteHeader";
import { passwordMin, signIn, signInErrorMessage, signUp } from "./enter";
import { PasswordField } from "./PasswordField";
import "./account.css";

const nameMax = 64;

/** Where one gets in, with the account that one has or a new one. */
export default function SignInPage({ isNew }: { isNew: boolean }) {
  const [{ next, hasEnded }] = useState(() => fromHistory(history.state));
  useEffect(() => {
    document.title = `${isNew ? "Sign up" : "Sign in"} · Roomkeeper`;
    if (account.getSnapshot() !== null) replacePage(next ?? accountPath);
  }, [isNew, next]);
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main account-in">
        <div className="card-section small-page__card account-in__card">
          <h1 className="small-page__title">{isNew ? "Create an account" : "Welcome back"}</h1>
          <p className="small-page__text">
            {isNew
              ? "It keeps your spaces, your name and your avatar, wherever you sign in."
              : "Sign in to your spaces."}
          </p>
          {hasEnded && !isNew && (
            <p className="account-in__ended" role="status">
              <Info size={18} aria-hidden />
              Your sign-in has run out. Please sign in again; nothing of yours is lost.
            </p>
          )}
          <EnterForm isNew={isNew} onIn={() => replacePage(next ?? accountPath)} />
          <p className="account-in__other">
            {isNew ? "You have one already?" : "No account yet?"}{" "}
            <Link to={isNew ? signInPath : signUpPath} state={next === undefined ? null : { next }}>
              {isNew ? "Sign in" : "Create one"}
            </Link>
          </p>
          <p className="account-in__other">
            <Link to={next ?? "/"}>Go on as a guest</Link>
          </p>
        </div>
      </main>
    </div>
  );
}

function EnterForm({ isNew, onIn }: { isNew: boolean; onIn: () => void }) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [isAdmin, setAdmin] = useState(false);
  const [setupCode, setSetupCode] = useState("");
  const codeId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.focus(), []);

  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const code = setupCode.trim();
      if (isNew) {
        await signUp({
          username,
          password,
          type: isAdmin ? "admin" : "user",
          ...(isAdmin && code !== "" ? { setupCode: code } : {}),
        });
      } else {
        await signIn(username, password);
      }
      onIn();
    } catch (failure) {
      setError(signInErrorMessage(failure, isNew));
      setBusy(false);
      (isNew ? nameField : passwordField).current?.select();
    }
  };
  return (
    <form className="form" onSubmit={(event) => void enter(event)}>
      <label className="field">
        <span className="field__label">Username</span>
        <input
          className="input"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={nameMax}
          ref={nameField}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <PasswordField
        value={password}
        onChange={setPassword}
        isNew={isNew}
        field={passwordField}
        {...(isNew ? { minLength: passwordMin, hint: "At least 8 characters." } : {})}
      />
      {isNew && (isAdmin || asksForAdmin()) && (
        <Check
          label="As an admin"
          hint="Looks after avatars, elements and maps. Asks for the server’s set-up code."
          isChecked={isAdmin}
          onChange={setAdmin}
        />
      )}
      {isNew && isAdmin && (
        <div className="field">
          <label className="field__label" htmlFor={codeId}>
            Set-up code
          </label>
          <input
            id={codeId}
            className="input account-in__code"
            name="setup-code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            aria-describedby={`${codeId}-hint`}
            value={setupCode}
            onChange={(event) => setSetupCode(event.target.value)}
          />
          <span id={`${codeId}-hint`} className="field__hint">
            A fresh server prints it when it starts. Later admins are promoted by one who is.
          </span>
        </div>
      )}
      <FormError sentence={error} />
      <button type="submit" className="button button--primary account-in__button" disabled={busy}>
        {busy ? "One moment…" : isNew ? "Create the account" : "Sign in"}
      </button>
    </form>
  );
}

/** Only who sets a server up signs up as an admin: the server's own words lead here with `?admin`. */
function asksForAdmin(): boolean {
  return new URLSearchParams(location.search).has("admin");
}

/** Where one was going, and whether one was signed in before; from whoever opened this page. */
function fromHistory(state: unknown): { next: string | undefined; hasEnded: boolean } {
  const { next, hasEnded } = (state ?? {}) as Record<string, unknown>;
  const isPath = typeof next === "string" && /^\/(?!\/)/.test(next);
  return { next: isPath ? next : undefined, hasEnded: hasEnded === true };
}
