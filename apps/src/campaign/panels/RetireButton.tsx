import { useState } from "react";
import { useSitting } from "../state/context";

type Props = { id: string; name: string; onRetired: () => void };

/** Retires a character, at the second press. */
export function RetireButton({ id, name, onRetired }: Props) {
  const { act } = useSitting();
  const [isAsked, setAsked] = useState(false);
  return (
    <button
      type="button"
      className={isAsked ? "button button--danger" : "button"}
      onClick={() => {
        if (!isAsked) setAsked(true);
        else void act("character.retire", { id }).then(onRetired);
      }}
    >
      {isAsked ? `Yes, retire ${name}` : "Retire this character"}
    </button>
  );
}
