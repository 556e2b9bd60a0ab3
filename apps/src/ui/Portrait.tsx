import { type CSSProperties, useState } from "react";
import { hrefOf } from "../lib/site";
import { initialOf } from "./Avatar";

type Props = { name: string; imageUrl?: string | undefined; size?: number };

/** Somebody's chosen picture; their initial while there is none or it does not load. */
export function Portrait({ name, imageUrl, size = 32 }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const style = { "--avatar": `${size}px`, "--player": "var(--brand)" } as CSSProperties;
  const isShown = imageUrl !== undefined && imageUrl !== "" && imageUrl !== broken;
  return (
    <span className={isShown ? "portrait portrait--picture" : "portrait"} style={style} aria-hidden>
      {isShown ? (
        <img
          src={hrefOf(imageUrl)}
          alt=""
          draggable={false}
          referrerPolicy="no-referrer"
          onError={() => setBroken(imageUrl)}
        />
      ) : (
        initialOf(name)
      )}
    </span>
  );
}
