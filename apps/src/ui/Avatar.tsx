import type { CSSProperties } from "react";

type Props = { name: string; color: string; online?: boolean; size?: number };

/** The first letter as people see it: one grapheme, not one code unit. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? "?";
}

export function Avatar({ name, color, online = true, size = 32 }: Props) {
  const style = { "--player": color, "--avatar": `${size}px` } as CSSProperties;
  return (
    <span className={online ? "avatar" : "avatar avatar--offline"} style={style} aria-hidden>
      {initialOf(name)}
    </span>
  );
}
