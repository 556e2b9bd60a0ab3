import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./Link";

type Props = {
  to: string;
  picture: ReactNode;
  name: string;
  online: number;
  /** As in "player here" and "players here". */
  one: string;
  many: string;
};

/** One of a list of rooms: how it looks, and how many are there. */
export function RoomRow({ to, picture, name, online, one, many }: Props) {
  return (
    <li>
      <Link className="room-row" to={to}>
        {picture}
        <span className="room-row__text">
          <span className="room-row__name ellipsis">{name}</span>
          <span className={online > 0 ? "room-row__who room-row__who--here" : "room-row__who"}>
            {online === 0 ? "Nobody is there now" : `${online} ${online === 1 ? one : many}`}
          </span>
        </span>
        <ChevronRight size={20} aria-hidden />
      </Link>
    </li>
  );
}
