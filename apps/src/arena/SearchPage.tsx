import { useEffect, useRef, useState } from "react";
import { useStore } from "roomkeeper/react";
import { errorMessage } from "../lib/attempt";
import { arenaPath, navigate } from "../lib/router";
import { toast } from "../lib/toasts";
import { findMatch, type Search } from "./findMatch";
import { Played } from "./MatchPage";
import { makeArena, whileWaiting } from "./practice";
import { Waiting } from "./Waiting";

type Props = {
  readonly name: string;
  /** The search is over without a match; with the reason where it was not one's own wish. */
  readonly onOver: (problem: string | null) => void;
};

/** Looks for a match among people; meanwhile one plays with bots. */
export function SearchPage({ name, onOver }: Props) {
  const [search, setSearch] = useState<Search | null>(null);
  const [practice, setPractice] = useState<string | null>(null);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    const next = findMatch(name, (error) => over.current(errorMessage(error)));
    setSearch(next);
    let isHere = true;
    makeArena(name, whileWaiting).then(
      (roomId) => isHere && setPractice(roomId),
      () => {}, // One waits without a game, then.
    );
    return () => {
      isHere = false;
      next.close();
    };
  }, [name]);
  return search === null ? null : (
    <Searching search={search} name={name} practice={practice} onOver={onOver} />
  );
}

type SearchingProps = Props & { readonly search: Search; readonly practice: string | null };

function Searching({ search, name, practice, onOver }: SearchingProps) {
  const standing = useStore(search);
  useEffect(() => {
    document.title = standing.state === "playing" ? "Match found" : "Looking for a match";
    if (standing.state === "playing" && standing.roomId !== undefined) {
      navigate(arenaPath(standing.roomId));
    }
  }, [standing]);
  const cancel = (): void => {
    search.cancel().then(
      (isCancelled) => isCancelled && onOver(null),
      (error: unknown) => toast(errorMessage(error), "refused"),
    );
  };
  const panel = <Waiting standing={standing} now={search.now} onCancel={cancel} />;
  return practice === null ? (
    <main className="match">
      <h1 className="visually-hidden">Looking for a match</h1>
      {panel}
    </main>
  ) : (
    <Played roomId={practice} name={name} waiting={panel} />
  );
}
