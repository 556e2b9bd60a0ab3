import type { ChatLine, ChatStore } from "roomkeeper/chat";
import { useStore } from "roomkeeper/react";

type Props = { chat: ChatStore; self: string | null; nameOf: (line: ChatLine) => string };

/** Speaks what others say to whoever hears the page, while the chat is closed; open, it speaks for itself. */
export function Announcer({ chat, self, nameOf }: Props) {
  const unread = useStore(chat.unread);
  const last = useStore(chat.lines).findLast((line) => line.from !== self);
  return (
    <p className="visually-hidden" role="status">
      {unread > 0 && last !== undefined ? `${nameOf(last)}: ${last.message}` : ""}
    </p>
  );
}
