import { isObject, type Json, own } from "../state/json.js";

/** A short hash of a value; 0 for the empty object, which counts as nothing. As PROTOCOL.md has it. */
export function digestOf(value: Json): number {
  if (typeof value === "string") return mixed(hashOf(value) ^ 0x5bd1e995);
  if (typeof value === "number") return digestOfNumber(value);
  if (typeof value === "boolean") return mixed(value ? 1231 : 1237);
  if (value === null) return 0;
  if (!isObject(value)) {
    return value.reduce((digest: number, item: Json) => {
      return mixed(Math.imul(31, digest) + digestOf(item));
    }, 1);
  }
  let digest = 0;
  for (const key of Object.keys(value)) {
    digest = (digest + digestOfMember(key, digestOf(own(value, key) as Json))) | 0;
  }
  return digest;
}

/** What a member adds to the digest of its object, by the digest of its value. */
export function digestOfMember(key: string, digest: number): number {
  return digest === 0 ? 0 : mixed(Math.imul(hashOf(key), 0x9e3779b1) + digest);
}

const eight = new DataView(new ArrayBuffer(8));

function digestOfNumber(value: number): number {
  eight.setFloat64(0, value === 0 ? 0 : value);
  return mixed(eight.getInt32(0) ^ eight.getInt32(4) ^ 0x1b873593);
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** The last step of MurmurHash3. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
