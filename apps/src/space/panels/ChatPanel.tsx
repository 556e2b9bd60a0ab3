import { SendHorizontal } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useStore } from "roomkeeper/react";
import type { ChatLine } from "roomkeeper/space";
import { useChatLines, useNear, usePerson, useSpace } from "roomkeeper/space/react";
import { attempt } from "../../lib/attempt";
import { Face } from "./Face";
import { Sheet } from "./Sheet";

const messageMax = 2_000;
/** Lines of one person that follow each other this fast stand under one name. */
const togetherMillis = 5 * 60_000;
/** As near to the end counts as reading along. */
const endPixels = 60;

export function ChatPanel({ onClose }: { onClose: () => void }) {
  const { chat } = useSpace();
  const lines = useChatLines();
  const list = useRef<HTMLOListElement>(null);
  const newest = lines.at(-1)?.id;
  const oldest = lines[0]?.id;
  const firstNew = useFirstNew(lines);
  const isAtEnd = useRef(true);
  const heightBefore = useRef(0);

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
    <Sheet title="Chat" onClose={onClose}>
      <ol
        ref={list}
        className="chat-lines"
        aria-live="polite"
        aria-relevant="additions"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPixels;
          heightBefore.current = scrollHeight;
        }}
      >
        <Older />
        {lines.length === 0 && (
          <li className="chat-lines__empty">
            Nothing said yet. Everybody in the space reads along here.
          </li>
        )}
        {lines.map((line, index) => (
          <Line
            key={line.id}
            line={line}
            follows={follows(lines[index - 1], line)}
            isFirstNew={line.id === firstNew}
          />
        ))}
      </ol>
      <Composer />
    </Sheet>
  );
}

/** The first line that one had not read when the panel was opened. */
function useFirstNew(lines: readonly ChatLine[]): string | undefined {
  const { chat, room } = useSpace();
  const [first] = useState(() => {
    const unread = chat.unread.getSnapshot();
    if (unread === 0) return undefined;
    return lines.filter(({ from }) => from !== room.self()).at(-unread)?.id;
  });
  return first;
}

function follows(before: ChatLine | undefined, line: ChatLine): boolean {
  if (before === undefined || before.from !== line.from || before.to !== line.to) return false;
  return line.at - before.at < togetherMillis;
}

function Older() {
  const { chat } = useSpace();
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

type LineProps = { line: ChatLine; follows: boolean; isFirstNew: boolean };

function Line({ line, follows, isFirstNew }: LineProps) {
  const { room } = useSpace();
  const person = usePerson(line.from);
  const isOwn = line.from === room.self();
  const name = person?.name ?? (line.name === "" ? "Someone" : line.name);
  const kind = `${isOwn ? " said--own" : ""}${line.to === "near" ? " said--near" : ""}`;
  return (
    <li className={`said${kind}${follows && !isFirstNew ? " said--follows" : ""}`}>
      {isFirstNew && <p className="said__new">New</p>}
      {(!follows || isFirstNew) && (
        <p className="said__who">
          <Face memberId={line.from} name={name} avatarId={person?.avatarId} size={26} />
          <span className="said__name">{isOwn ? "You" : name}</span>
          {line.to === "near" && <span className="said__to">nearby</span>}
          <time className="said__time" dateTime={new Date(line.at).toISOString()}>
            {timeOf(line.at)}
          </time>
        </p>
      )}
      <p className="said__text">{line.message}</p>
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

function Composer() {
  const { chat } = useSpace();
  const near = useNear();
  const [text, setText] = useState("");
  const [isNear, setNear] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (said === "") return;
    setText("");
    const answer = isNear ? chat.whisper(said) : chat.say(said);
    if (!(await attempt(answer))) setText((now) => (now === "" ? said : now));
  };
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset className="segments say__to">
        <legend className="visually-hidden">Who shall read it</legend>
        {[false, true].map((value) => (
          <label key={String(value)} className="segments__option">
            <input
              type="radio"
              name="to"
              checked={isNear === value}
              onChange={() => setNear(value)}
            />
            {value ? `Nearby${near.length > 0 ? ` (${near.length})` : ""}` : "Everybody"}
          </label>
        ))}
      </fieldset>
      <div className="say__row">
        <input
          ref={field}
          className="input"
          aria-label="Message"
          placeholder={isNear ? "Say it to those beside you" : "Say it to everybody"}
          autoComplete="off"
          enterKeyHint="send"
          maxLength={messageMax}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="submit"
          className="button button--primary say__send"
          aria-label="Send"
          disabled={text.trim() === ""}
        >
          <SendHorizontal size={19} aria-hidden />
        </button>
      </div>
    </form>
  );
}
