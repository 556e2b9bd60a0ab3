import { type Api, createApi, type Guest, guest } from "roomkeeper";

const nameEntry = "roomkeeper.name";
export const nameMax = 40;

/** The name that this browser's person goes by; "" before they gave one. */
export function keptName(): string {
  try {
    return localStorage.getItem(nameEntry) ?? "";
  } catch {
    return "";
  }
}

export function keepName(name: string): void {
  try {
    localStorage.setItem(nameEntry, name);
  } catch {
    // A page may be forbidden to store anything; then the name lasts as long as the page.
  }
}

let current: { readonly name: string; readonly guest: Guest; readonly api: Api } | null = null;

/** Who one is to the server under this name. The key behind it stays the same when the name changes. */
export function identity(name: string): { readonly guest: Guest; readonly api: Api } {
  if (current?.name !== name) {
    const someone = guest({ name });
    current = { name, guest: someone, api: createApi({ token: someone.token }) };
  }
  return current;
}
