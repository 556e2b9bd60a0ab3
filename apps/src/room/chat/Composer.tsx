import { SendHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { attempt } from "../../lib/attempt";

const messageMax = 2_000;

type Props = {
  say: (message: string) => Promise<unknown>;
  placeholder?: string;
  /** To whom it goes, where one can choose. */
  children?: ReactNode;
};

/** Where one writes. What could not be said stays there. */
export function Composer({ say, placeholder = "Say something", children }: Props) {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (said === "") return;
    setText("");
    if (!(await attempt(say(said)))) setText((now) => (now === "" ? said : now));
  };
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      <div className="field__row">
        <input
          ref={field}
          className="input"
          aria-label="Message"
          placeholder={placeholder}
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
