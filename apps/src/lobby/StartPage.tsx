import { useEffect, useState } from "react";
import { identity, keepName, keptName, nameMax } from "../identity";
import { initialOf } from "../ui/Avatar";
import { CreateTable } from "./CreateTable";
import { Fan } from "./Fan";
import { JoinByLink } from "./JoinByLink";
import { OpenTableList } from "./OpenTableList";
import "./start.css";

/** Where one comes first: who one is, a table of one's own, or one that is open. */
export function StartPage() {
  const [name, setName] = useState(keptName);
  useEffect(() => {
    document.title = "Roomkeeper";
  }, []);
  const [{ api }] = useState(() => identity(keptName() || "Guest"));
  const rename = (next: string): void => {
    setName(next);
    if (next.trim() !== "") keepName(next.trim());
  };
  return (
    <div className="start">
      <header className="start__head">
        <span className="start__brand">
          <img src="/mark.svg" alt="" width={34} height={34} />
          Roomkeeper
        </span>
      </header>
      <main className="start__main">
        <section className="hero">
          <div className="hero__words">
            <h1 className="hero__title">Pull up a chair.</h1>
            <p className="hero__text">
              A card table in your browser. Open one, send the link, and play whatever you like: the
              table keeps the cards, you keep the rules.
            </p>
            <div className="hero__form">
              <label className="field">
                <span className="field__label">Your name</span>
                <span className="name-field">
                  <span className="avatar name-field__initial" aria-hidden>
                    {name.trim() === "" ? "?" : initialOf(name)}
                  </span>
                  <input
                    className="input name-field__input"
                    placeholder="What the others call you"
                    autoComplete="nickname"
                    maxLength={nameMax}
                    value={name}
                    onChange={(event) => rename(event.target.value)}
                  />
                </span>
              </label>
              <CreateTable name={name.trim()} onNamed={rename} />
            </div>
          </div>
          <Fan />
        </section>
        <div className="start__columns">
          <OpenTableList api={api} />
          <JoinByLink />
        </div>
      </main>
    </div>
  );
}
