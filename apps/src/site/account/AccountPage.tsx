import { LogOut, ShieldCheck } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type AvatarEntry, createSpacesApi, type Me } from "roomkeeper";
import { account, keepAccount, useAccount } from "../../lib/account";
import { guestName, identity, keepName, nameMax } from "../../lib/identity";
import { accountPath, adminPath, signInPath, signUpPath, spacesPath } from "../../lib/router";
import { useLoaded } from "../../lib/useLoaded";
import { Link } from "../../ui/Link";
import { Failed } from "../../ui/Notice";
import { Portrait } from "../../ui/Portrait";
import { SiteHeader } from "../../ui/SiteHeader";
import { AvatarPicker } from "./AvatarPicker";
import "./account.css";
import { CardSection } from "../../ui/CardSection";

/** Who one is here: name, role, avatar; and the way out, or in. */
export default function AccountPage() {
  const someone = useAccount();
  useEffect(() => {
    document.title = "Account · Roomkeeper";
  }, []);
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main account">
        <Known key={someone?.userId ?? "guest"} />
      </main>
    </div>
  );
}

function Known() {
  const someone = useAccount();
  const api = useMemo(() => createSpacesApi({ token: identity(guestName() || "Guest").token }), []);
  const { loaded, reload, change } = useLoaded(useCallback(() => api.me(), [api]));
  const me = loaded.state === "known" ? loaded.value : null;
  useEffect(() => {
    if (me !== null) update(me);
  }, [me]);
  const chosen = ({ id, imageUrl }: AvatarEntry): void =>
    change((was) => ({ ...was, avatarId: id, imageUrl }));
  return (
    <>
      <section className="card-section account__me">
        <Portrait
          name={someone?.name ?? (guestName() || "?")}
          imageUrl={me?.imageUrl ?? someone?.imageUrl}
          size={88}
        />
        {someone === null ? <GuestLines /> : <AccountLines name={someone.name} me={me} />}
      </section>
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
      <CardSection id="avatar" title="Your avatar">
        <AvatarPicker api={api} chosen={me?.avatarId} onChosen={chosen} />
      </CardSection>
    </>
  );
}

/** What the server says of whoever is signed in may have changed since: an admin may have promoted them. */
function update({ userId, name, role, imageUrl }: Me): void {
  const kept = account.getSnapshot();
  if (kept === null || kept.userId !== userId) return;
  const isSame = kept.name === name && kept.role === role && kept.imageUrl === imageUrl;
  if (isSame || role === "guest") return;
  const { token } = kept;
  keepAccount({ token, userId, name, role, ...(imageUrl === undefined ? {} : { imageUrl }) });
}

function AccountLines({ name, me }: { name: string; me: Me | null }) {
  return (
    <div className="account__lines">
      <h1 className="account__name">{name}</h1>
      <p className="account__role">
        {me?.role === "admin" ? (
          <span className="pill pill--brand">
            <ShieldCheck size={14} aria-hidden /> Admin
          </span>
        ) : (
          <span className="pill">Member</span>
        )}
      </p>
      <div className="account__actions">
        <Link className="button button--primary" to={spacesPath}>
          Your spaces
        </Link>
        {me?.role === "admin" && (
          <Link className="button" to={adminPath}>
            Admin page
          </Link>
        )}
        <button type="button" className="button" onClick={() => keepAccount(null)}>
          <LogOut size={17} aria-hidden />
          Sign out
        </button>
      </div>
    </div>
  );
}

function GuestLines() {
  const [name, setName] = useState(guestName);
  const rename = (next: string): void => {
    setName(next);
    if (next.trim() !== "") keepName(next.trim());
  };
  const back = { next: accountPath };
  return (
    <div className="account__lines">
      <h1 className="account__name">You are here as a guest</h1>
      <p className="account__text">
        This browser knows you; no other does. With an account you keep your name and your spaces.
      </p>
      <label className="field account__guest">
        <span className="field__label">Your name</span>
        <input
          className="input"
          placeholder="What the others call you"
          autoComplete="nickname"
          maxLength={nameMax}
          value={name}
          onChange={(event) => rename(event.target.value)}
        />
      </label>
      <div className="account__actions">
        <Link className="button button--primary" to={signUpPath} state={back}>
          Create an account
        </Link>
        <Link className="button" to={signInPath} state={back}>
          Sign in
        </Link>
      </div>
    </div>
  );
}
