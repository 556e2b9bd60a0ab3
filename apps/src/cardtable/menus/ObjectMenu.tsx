import { useState } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { Menu, MenuItem } from "../../ui/Menu";
import { Swatches } from "../../ui/Swatches";
import { entriesOf } from "../actions/objects";
import { palette, textIn } from "../model/things";
import { useDesk } from "../state/context";
import { actionsFor } from "./objectActions";

type Props = { ids: readonly string[]; at: { x: number; y: number }; onClose: () => void };

const noteColors = ["#fde68a", "#fecaca", "#bfdbfe", "#bbf7d0", "#e9d5ff", "#fed7aa"] as const;
const dieSides = [4, 6, 8, 10, 12, 20, 100] as const;
const labelMax = 40;

export function ObjectMenu({ ids, at, onClose }: Props) {
  const desk = useDesk();
  const objects = entriesOf(desk.table, ids).map(([, object]) => object);
  const [object] = objects;
  if (object === undefined) return null;
  const same = objects.every((other) => other.type === object.type);
  const change = (patch: Record<string, string | number>): void => {
    const changes = Object.fromEntries(ids.map((id) => [id, patch]));
    void attempt(desk.table.objects.updateAll(changes));
  };
  return (
    <Menu
      label="What to do with it"
      at={at}
      onClose={onClose}
      head={same && <Properties object={object} change={change} onDone={onClose} />}
    >
      {actionsFor(desk, ids).map((action) => (
        <MenuItem
          key={action.key}
          icon={action.icon}
          danger={action.danger ?? false}
          {...(action.shortcut === undefined ? {} : { shortcut: action.shortcut })}
          onClick={() => {
            onClose();
            action.run();
          }}
        >
          {action.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

type PropertiesProps = {
  object: BoardObject;
  change: (patch: Record<string, string | number>) => void;
  onDone: () => void;
};

function Properties({ object, change, onDone }: PropertiesProps) {
  const paint = (color: string) => change({ color });
  switch (object.type) {
    case "token":
      return (
        <>
          <Label object={object} hint="Letter or sign" max={3} change={change} onDone={onDone} />
          <Swatches colors={palette} chosen={textIn(object, "color")} onChoose={paint} />
          <hr className="menu__rule" />
        </>
      );
    case "note":
      return (
        <>
          <Swatches
            colors={noteColors}
            chosen={textIn(object, "color", noteColors[0])}
            onChoose={paint}
          />
          <hr className="menu__rule" />
        </>
      );
    case "counter":
      return (
        <>
          <Label
            object={object}
            hint="What it counts"
            max={labelMax}
            change={change}
            onDone={onDone}
          />
          <hr className="menu__rule" />
        </>
      );
    case "die":
      return (
        <>
          <p className="menu__heading">Sides</p>
          <div className="menu__choices">
            {dieSides.map((sides) => (
              <button
                key={sides}
                type="button"
                className="menu__choice"
                aria-pressed={object.sides === sides}
                onClick={() => change({ sides, value: sides })}
              >
                {sides}
              </button>
            ))}
          </div>
          <hr className="menu__rule" />
        </>
      );
    default:
      return null;
  }
}

type LabelProps = PropertiesProps & { hint: string; max: number };

function Label({ object, hint, max, change, onDone }: LabelProps) {
  const [label, setLabel] = useState(textIn(object, "label"));
  return (
    <form
      className="menu__form"
      onSubmit={(event) => {
        event.preventDefault();
        change({ label: label.trim() });
        onDone();
      }}
    >
      <input
        className="input input--small"
        aria-label={hint}
        placeholder={hint}
        maxLength={max}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <button type="submit" className="button button--small">
        Set
      </button>
    </form>
  );
}
