import { Crosshair } from "lucide-react";
import { useEffect, useState } from "react";
import type { Level } from "roomkeeper/arena";
import { errorMessage } from "../lib/attempt";
import { keepName, keptName, nameMax } from "../lib/identity";
import { arenaPath, navigate } from "../lib/router";
import { SiteHeader } from "../ui/SiteHeader";
import { findMatch } from "./findMatch";
import "./arena.css";

const levels: readonly { readonly level: Level; readonly label: string }[] = [
  { level: "easy", label: "Easy" },
  { level: "medium", label: "Medium" },
  { level: "hard", label: "Hard" },
];

const matchSeconds = 180;
const bots = 4;

/** Where one presses "Play". */
export default function ArenaPage() {
  const [name, setName] = useState(keptName);
  const [level, setLevel] = useState<Level>("medium");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    document.title = "Arena · Roomkeeper";
  }, []);
  const play = async (): Promise<void> => {
    const given = name.trim() || "Guest";
    keepName(given);
    setBusy(true);
    setProblem(null);
    try {
      navigate(arenaPath(await findMatch(given, { bots, level, seconds: matchSeconds })));
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  };
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <section className="arena-start" aria-labelledby="arena-title">
          <Crosshair size={44} aria-hidden />
          <h1 id="arena-title" className="arena-start__title">
            Arena
          </h1>
          <p className="arena-start__text">
            Three minutes, everybody for themselves. Move with W A S D, aim with the mouse, shoot
            with its buttons. On a phone use both thumbs.
          </p>
          <form
            className="arena-start__form"
            onSubmit={(event) => {
              event.preventDefault();
              void play();
            }}
          >
            <label className="field">
              <span className="field__label">Your name</span>
              <input
                className="input"
                autoComplete="nickname"
                maxLength={nameMax}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            <fieldset className="arena-start__levels">
              <legend className="field__label">How well the bots play</legend>
              {levels.map((one) => (
                <label key={one.level} className="arena-start__level">
                  <input
                    type="radio"
                    name="level"
                    checked={level === one.level}
                    onChange={() => setLevel(one.level)}
                  />
                  {one.label}
                </label>
              ))}
            </fieldset>
            <button
              type="submit"
              className="button button--primary arena-start__play"
              disabled={isBusy}
            >
              Play
            </button>
            {problem !== null && (
              <p className="field__hint field__hint--bad" role="alert">
                {problem}
              </p>
            )}
          </form>
        </section>
      </main>
    </div>
  );
}
