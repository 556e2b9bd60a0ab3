import { useSitting } from "../state/context";

type Props = {
  id: string;
  /** The one that is on. */
  round: number;
  after: readonly { readonly id: string; readonly name: string }[];
};

/** Puts a turn off until after somebody who comes later in this round. */
export function DelaySelect({ id, round, after }: Props) {
  const { act, isLooking } = useSitting();
  if (after.length === 0) return null;
  return (
    <select
      className="input select quick__select"
      aria-label="Delay until after"
      value=""
      disabled={isLooking}
      onChange={({ target }) => {
        if (target.value !== "") void act("turn.delay", { id, round, after: target.value });
      }}
    >
      <option value="">Delay until after…</option>
      {after.map((other) => (
        <option key={other.id} value={other.id}>
          {other.name}
        </option>
      ))}
    </select>
  );
}
