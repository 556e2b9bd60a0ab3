import { type ReactNode, useState } from "react";
import { keepName, keptName } from "../../lib/identity";
import { NameGate } from "./NameGate";

type Props = { title: string; action: string; children: (name: string) => ReactNode };

/** What a page shows to somebody who has a name; others are asked for one first. */
export function Named({ title, action, children }: Props) {
  const [name, setName] = useState(keptName);
  if (name !== "") return children(name);
  const enter = (given: string): void => {
    keepName(given);
    setName(given);
  };
  return (
    <NameGate
      title={title}
      text="Choose the name that others see."
      action={action}
      onEnter={enter}
    />
  );
}
