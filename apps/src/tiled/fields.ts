/** Reading JSON that somebody else's program wrote: everything may be missing or of another type. */
export type Fields = { readonly [key: string]: unknown };

export function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return value as Fields;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in a list; anything else in it is left out. */
export function objectsOf(value: unknown): readonly Fields[] {
  return listOf(value)
    .map(fieldsOf)
    .filter((one) => one !== null);
}

export function textOf(value: unknown, otherwise = ""): string {
  return typeof value === "string" ? value : otherwise;
}

/** A whole number that is not negative; null for anything else. */
export function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

/** Whether a custom property's value means yes. In Tiled it may be a tick, a number or a text. */
export function isYes(value: unknown): boolean {
  if (typeof value === "string")
    return !["", "0", "false", "no"].includes(value.trim().toLowerCase());
  return value !== false && value !== 0 && value !== null;
}

/** Whether a custom property of this name is there, and does not say no. */
export function hasFlag(owner: Fields, isNamed: (name: string) => boolean): boolean {
  return objectsOf(owner.properties).some(
    ({ name, value }) => isYes(value) && isNamed(textOf(name)),
  );
}
