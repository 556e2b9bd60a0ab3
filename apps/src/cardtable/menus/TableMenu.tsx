import { useCallback } from "react";
import { useStore } from "roomkeeper/react";
import { Menu, MenuItem } from "../../ui/Menu";
import { useDesk } from "../state/context";
import { additionChoices } from "./additions";
import { DeckMenu } from "./DeckMenu";
import { ObjectMenu } from "./ObjectMenu";

/** The one menu that is open, if any: of some objects, of a deck, or of a bare place on the felt. */
export function TableMenu() {
  const desk = useDesk();
  const menu = useStore(desk.menu);
  const close = useCallback(() => desk.menu.set(null), [desk]);
  if (menu === null) return null;
  const { target, at } = menu;
  switch (target.kind) {
    case "objects":
      return <ObjectMenu ids={target.ids} at={at} onClose={close} />;
    case "deck":
      return <DeckMenu key={target.deckId} deckId={target.deckId} at={at} onClose={close} />;
    case "felt":
      return (
        <Menu
          label="Put on the table"
          at={at}
          onClose={close}
          head={<p className="menu__heading">Put here</p>}
        >
          {additionChoices.map(({ key, label, icon, run }) => (
            <MenuItem
              key={key}
              icon={icon}
              onClick={() => {
                close();
                run(desk, target.point);
              }}
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      );
  }
}
