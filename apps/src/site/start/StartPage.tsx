import { useEffect, useMemo, useState } from "react";
import { useAccount } from "../../lib/account";
import { guestName, identity, keepName, keptName, nameMax } from "../../lib/identity";
import { feedbackPath } from "../../lib/router";
import { initialOf } from "../../ui/Avatar";
import { JoinByLink } from "../../ui/JoinByLink";
import { Link } from "../../ui/Link";
import { Portrait } from "../../ui/Portrait";
import { SiteHeader } from "../../ui/SiteHeader";
import { CreateTable } from "./CreateTable";
import { Fan } from "./Fan";
import { OpenTableList } from "./OpenTableList";
import { SpacesTeaser } from "./SpacesTeaser";
import "./start.css";

/** Where one comes first: who one is, a table of one's own, one that is open, and the way to the spaces. */
export function StartPage() {
  const account = useAccount();
  const [guest, setGuest] = useState(guestName);
  useEffect(() => {
    document.title = "Roomkeeper";
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: identity() depends on who is signed in.
  const api = useMemo(() => identity(keptName() || "Guest").api, [account]);
  const rename = (next: string): void => {
    setGuest(next);
    if (next.trim() !== "") keepName(next.trim());
  };
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <div className="heroes">
          <section className="hero">
            <div className="hero__words">
              <h1 className="hero__title">Pull up a chair.</h1>
              <p className="hero__text">
                A card table in your browser. Open one, send the link, and play whatever you like:
                the table keeps the cards, you keep the rules.
              </p>
            </div>
            <Fan />
            <div className="hero__form">
              {account === null ? (
                <label className="field">
                  <span className="field__label">Your name</span>
                  <span className="name-field">
                    <span className="avatar name-field__initial" aria-hidden>
                      {guest.trim() === "" ? "?" : initialOf(guest)}
                    </span>
                    <input
                      className="input name-field__input"
                      placeholder="What the others call you"
                      autoComplete="nickname"
                      maxLength={nameMax}
                      value={guest}
                      onChange={(event) => rename(event.target.value)}
                    />
                  </span>
                </label>
              ) : (
                <p className="hero__me">
                  <Portrait name={account.name} imageUrl={account.imageUrl} size={32} />
                  <span>
                    You play as <b>{account.name}</b>
                  </span>
                </p>
              )}
              <CreateTable name={account?.name ?? guest.trim()} onNamed={rename} />
            </div>
          </section>
          <SpacesTeaser />
        </div>
        <div className="columns">
          <OpenTableList api={api} />
          <JoinByLink kind="table" />
        </div>
      </main>
      <footer className="site-foot">
        <Link to={feedbackPath}>Give feedback</Link>
      </footer>
    </div>
  );
}
