import type { CSSProperties } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { palette, textIn } from "../model/things";

export function Token({ object }: { object: BoardObject }) {
  const style = { "--token": textIn(object, "color", palette[0]) } as CSSProperties;
  return (
    <div className="token" style={style}>
      <span className="token__label">{textIn(object, "label")}</span>
    </div>
  );
}
