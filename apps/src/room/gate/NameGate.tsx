import { useState } from "react";
import { nameMax } from "../../lib/identity";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { GateForm } from "./GateForm";

type Props = { title: string; text: string; action: string; onEnter: (name: string) => void };

/** Someone who followed an invitation, and has no name yet. */
export function NameGate({ title, text, action, onEnter }: Props) {
  const [name, setName] = useState("");
  const field = useFocusAtFirst<HTMLInputElement>();
  const given = name.trim();
  return (
    <GateForm
      title={title}
      text={text}
      action={action}
      isReady={given !== ""}
      onSubmit={() => onEnter(given)}
    >
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
    </GateForm>
  );
}
