import { useState } from "react";
import { nameMax } from "../../identity";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";

type Props = { onEnter: (name: string) => void; title?: string; action?: string };

/** Someone who followed an invitation, and has no name yet. */
export function NameGate({
  onEnter,
  title = "You are invited to a card table",
  action = "Sit down",
}: Props) {
  const [name, setName] = useState("");
  const field = useFocusAtFirst<HTMLInputElement>();
  return (
    <main className="gate">
      <form
        className="gate__card"
        onSubmit={(event) => {
          event.preventDefault();
          const given = name.trim();
          if (given !== "") onEnter(given);
        }}
      >
        <img src="/mark.svg" alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">What shall the others call you?</p>
        <input
          className="input gate__input"
          aria-label="Your name"
          placeholder="Your name"
          autoComplete="nickname"
          maxLength={nameMax}
          ref={field}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button
          type="submit"
          className="button button--primary gate__button"
          disabled={name.trim() === ""}
        >
          {action}
        </button>
      </form>
    </main>
  );
}
