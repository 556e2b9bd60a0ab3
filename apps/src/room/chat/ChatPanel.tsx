import { Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ChatLine, ChatStore } from "roomkeeper/chat";
import { useStore } from "roomkeeper/react";
import { attempt } from "../../lib/attempt";
import { Panel } from "../panel/Panel";
import { piecesOf } from "./links";
import "./chat.css";

/** Lines of one person that follow each other this fast stand under one name. */
const togetherMillis = 5 * 60_000;
/** As near to the end counts as reading along. */
const endPixels = 60;

type WhoProps = { readonly line: ChatLine; readonly isOwn: boolean };

type Props = {
  chat: ChatStore;
  self: string | null;
  /** What stands there while nothing was said. */
  empty: string;
  /** Face and name of who said a line. */
  Who: (props: WhoProps) => ReactNode;
  onClose: () => void;
  /** Whether one may take away what others said; what one said oneself one may as soon as one may write. */
  mayDeleteAll?: boolean;
  /** Where one writes; nothing for who only watches. */
  children?: ReactNode;
};

/** What is said in a room, with links, times, and a mark where one left off. */
export function ChatPanel(props: Props) {
  const { chat, self, empty, Who, onClose, mayDeleteAll = false, children } = props;
  const lines = useStore(chat.lines);
  const list = useRef<HTMLDivElement>(null);
  const newest = lines.at(-1)?.id;
  const oldest = lines[0]?.id;
  const firstNew = useFirstNew(chat, self);
  const isAtEnd = useRef(true);
  const heightBefore = useRef(0);
  // The room keeps the newest alone; who writes is whoever has children here.
  const kept = new Set(lines.filter(({ to }) => to === "all").slice(-50));
  const mayDelete = (line: ChatLine): boolean =>
    children !== undefined &&
    children !== false &&
    kept.has(line) &&
    (mayDeleteAll || line.from === self);

  useEffect(() => {
    if (newest !== undefined) chat.markRead();
  }, [chat, newest]);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || newest === undefined) return;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);
  // What was fetched comes in above: what one reads stays where it is.
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || oldest === undefined) return;
    if (!isAtEnd.current) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = element.scrollHeight;
  }, [oldest]);

  return (
    <Panel title="Chat" onClose={onClose} isTall>
      <div
        className="chat-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        role="log"
        aria-label="What was said"
        ref={list}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPixels;
          heightBefore.current = scrollHeight;
        }}
      >
        <ol className="chat-lines">
          <Older chat={chat} />
          {lines.length === 0 && <li className="chat-lines__empty">{empty}</li>}
          {lines.map((line, index) => (
            <Line
              key={line.id}
              line={line}
              isOwn={line.from === self}
              follows={follows(lines[index - 1], line)}
              isFirstNew={line.id === firstNew}
              onDelete={mayDelete(line) ? () => void attempt(chat.delete(line.id)) : null}
              Who={Who}
            />
          ))}
        </ol>
      </div>
      {children}
    </Panel>
  );
}

/** The first line that one had not read when the panel was opened. */
function useFirstNew(chat: ChatStore, self: string | null): string | undefined {
  const [first] = useState(() => {
    const unread = chat.unread.getSnapshot();
    if (unread === 0) return undefined;
    return chat.lines
      .getSnapshot()
      .filter(({ from }) => from !== self)
      .at(-unread)?.id;
  });
  return first;
}

function follows(before: ChatLine | undefined, line: ChatLine): boolean {
  if (before === undefined || before.from !== line.from || before.to !== line.to) return false;
  return line.at - before.at < togetherMillis;
}

function Older({ chat }: { chat: ChatStore }) {
  const hasOlder = useStore(chat.hasOlder);
  const [isLoading, setLoading] = useState(false);
  if (!hasOlder) return null;
  const load = async (): Promise<void> => {
    setLoading(true);
    await attempt(chat.loadOlder());
    setLoading(false);
  };
  return (
    <li className="chat-lines__older">
      <button type="button" className="button button--small" disabled={isLoading} onClick={load}>
        {isLoading ? "Fetching…" : "Show earlier messages"}
      </button>
    </li>
  );
}

type LineProps = {
  line: ChatLine;
  isOwn: boolean;
  follows: boolean;
  isFirstNew: boolean;
  /** Null for who may not. */
  onDelete: (() => void) | null;
  Who: (props: WhoProps) => ReactNode;
};

function Line({ line, isOwn, follows, isFirstNew, onDelete, Who }: LineProps) {
  const kind = `${isOwn ? " said--own" : ""}${line.to === "near" ? " said--near" : ""}`;
  return (
    <li className={`said${kind}${follows && !isFirstNew ? " said--follows" : ""}`}>
      {isFirstNew && <p className="said__new">New</p>}
      {(!follows || isFirstNew) && (
        <p className="said__who">
          <Who line={line} isOwn={isOwn} />
          {line.to === "near" && <span className="said__to">nearby</span>}
          <time className="said__time" dateTime={new Date(line.at).toISOString()}>
            {timeOf(line.at)}
          </time>
        </p>
      )}
      <p className="said__text">
        {piecesOf(line.message).map(({ text, url }, index) =>
          url === null ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a message stay as they are
            <a key={index} href={url} target="_blank" rel="noopener noreferrer nofollow">
              {text}
            </a>
          ),
        )}
      </p>
      {onDelete !== null && (
        <button
          type="button"
          className="said__delete"
          aria-label={`Delete the message “${line.message.slice(0, 40)}”`}
          title="Delete for everybody"
          onClick={onDelete}
        >
          <Trash2 size={14} aria-hidden />
        </button>
      )}
    </li>
  );
}

function timeOf(at: number): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  return isToday
    ? date.toLocaleTimeString([], clock)
    : date.toLocaleString([], { day: "numeric", month: "short", ...clock });
}
