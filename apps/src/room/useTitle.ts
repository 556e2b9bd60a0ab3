import { useEffect } from "react";

/** The page's title while one is in a room: how much one has not read, and the room's name. */
export function useTitle(name: string | null, unread: number): void {
  useEffect(() => {
    if (name === null) return;
    const before = document.title;
    document.title = `${unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : ""}${name} · Roomkeeper`;
    return () => {
      document.title = before;
    };
  }, [name, unread]);
}
