/** What somebody typed as an amount: a number, or dice for the server to throw. */
export type Amount =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "dice"; readonly dice: string };

const amountMax = 9_999;

/** Reads "12" or "2d6 + 3"; null where it is neither. */
export function amountFrom(text: string): Amount | null {
  const plain = text.replaceAll(/\s/g, "").toLowerCase();
  if (/^\d{1,4}$/.test(plain)) {
    const value = Number(plain);
    return value <= amountMax ? { kind: "number", value } : null;
  }
  if (!/^\d{0,2}d\d{1,3}([+-]\d{1,3})?$/.test(plain)) return null;
  return { kind: "dice", dice: plain.startsWith("d") ? `1${plain}` : plain };
}

/** A whole number within bounds; null where it is none. */
export function wholeFrom(text: string, min: number, max: number): number | null {
  if (!/^\s*-?\d{1,5}\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}
