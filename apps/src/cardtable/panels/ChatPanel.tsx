import { SendHorizontal } from "lucide-react";
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePlayer } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { attempt } from "../../lib/attempt";
import { Avatar } from "../../ui/Avatar";
import { colorOf } from "../felt/Seats";
import { type Line, textMax } from "../state/chat";
import { useDesk } from "../state/context";
import { Panel } from "./Panel";

export function ChatPanel({ onClose }: { onClose: () => void }) {
  const { chat } = useDesk();
  const lines = useStore(chat.lines);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    chat.setOpen(true);
    return () => chat.setOpen(false);
  }, [chat]);
  const last = lines.at(-1)?.id;
  useLayoutEffect(() => {
    if (last !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  return (
    <Panel title="Chat" onClose={onClose} stays>
      <ol ref={list} className="chat" aria-live="polite">
        {lines.length === 0 && (
          <li className="chat__empty">Nothing said yet. Whoever is at the table reads along.</li>
        )}
        {lines.map((line, index) => (
          <ChatLine key={line.id} line={line} follows={lines[index - 1]?.from === line.from} />
        ))}
      </ol>
      <Composer />
    </Panel>
  );
}

function ChatLine({ line, follows }: { line: Line; follows: boolean }) {
  const { table } = useDesk();
  const player = usePlayer(line.from);
  const isOwn = line.from === table.room.self();
  const name = player?.name ?? "Someone";
  const color = player === undefined ? "#6b7a72" : colorOf(player);
  const time = line.at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return (
    <li
      className={`chat__line${isOwn ? " chat__line--own" : ""}${follows ? " chat__line--follows" : ""}`}
      style={{ "--player": color } as CSSProperties}
    >
      {!follows && (
        <p className="chat__who">
          <Avatar name={name} color={color} size={22} />
          <span className="chat__name">{isOwn ? "You" : name}</span>
          <time className="chat__time">{time}</time>
        </p>
      )}
      <p className="chat__text">{line.text}</p>
    </li>
  );
}

function Composer() {
  const { chat } = useDesk();
  const [text, setText] = useState("");
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (said === "") return;
    setText("");
    if (!(await attempt(chat.say(said)))) setText((now) => (now === "" ? said : now));
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <input
        className="input"
        aria-label="Message"
        placeholder="Say something"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={textMax}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="submit"
        className="button button--primary composer__send"
        aria-label="Send"
        disabled={text.trim() === ""}
      >
        <SendHorizontal size={19} aria-hidden />
      </button>
    </form>
  );
}
