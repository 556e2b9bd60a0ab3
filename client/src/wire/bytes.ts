/** Strings beyond these are spelled each time. */
const STRINGS_MAX = 4_096;
const NUMBER_MAX = 2 ** 53;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const TO_UTF8 = new TextEncoder();

/** Reads the bytes of one frame; throws where they end too early or say what can't be. */
export class ByteReader {
  private at = 0;
  private strings: string[] = [];

  constructor(private readonly bytes: Uint8Array) {}

  isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  oneByte(): number {
    if (this.at >= this.bytes.length) throw new TypeError("the frame ends too early");
    return this.bytes[this.at++] as number;
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. */
  varint(): number {
    let value = 0;
    for (let unit = 1; unit < NUMBER_MAX * 128; unit *= 128) {
      const next = this.oneByte();
      value += (next & 0x7f) * unit;
      if (next < 0x80) {
        if (value <= NUMBER_MAX) return value;
        break;
      }
    }
    throw new TypeError("a number is over 2^53");
  }

  /** So many things follow, each of which takes a byte at least. */
  count(claimed: number): number {
    if (claimed > this.bytes.length - this.at) throw new TypeError("the frame ends too early");
    return claimed;
  }

  raw(length: number): Uint8Array {
    this.at += this.count(length);
    return this.bytes.subarray(this.at - length, this.at);
  }

  int32(): number {
    const { buffer, byteOffset } = this.raw(4);
    return new DataView(buffer, byteOffset, 4).getInt32(0);
  }

  double(): number {
    const { buffer, byteOffset } = this.raw(8);
    return new DataView(buffer, byteOffset, 8).getFloat64(0);
  }

  /** A string: spelled, or by its number if it was spelled in this frame before. */
  string(first: number = this.varint()): string {
    if (first % 2 === 1) {
      const known = this.strings[(first - 1) / 2];
      if (known === undefined) throw new TypeError("a string is named that was not spelled");
      return known;
    }
    const text = this.spelled(first / 2);
    if (this.strings.length < STRINGS_MAX) this.strings.push(text);
    return text;
  }

  spelled(length: number): string {
    return UTF8.decode(this.raw(length));
  }

  /** Forgets the strings: what follows stands by itself. */
  newStrings(): void {
    if (this.strings.length > 0) this.strings = [];
  }
}

/** The bytes of one frame that is being written. */
export class ByteWriter {
  private bytes = new Uint8Array(64);
  private length = 0;
  private readonly strings = new Map<string, number>();

  private reserve(more: number): void {
    if (this.bytes.length - this.length >= more) return;
    const larger = new Uint8Array(2 * this.bytes.length + more);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  oneByte(value: number): this {
    this.reserve(1);
    this.bytes[this.length++] = value;
    return this;
  }

  varint(value: number): this {
    this.reserve(8);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
    return this;
  }

  raw(more: Uint8Array): this {
    this.reserve(more.length);
    this.bytes.set(more, this.length);
    this.length += more.length;
    return this;
  }

  double(value: number): this {
    const eight = new DataView(new ArrayBuffer(8));
    eight.setFloat64(0, value);
    return this.raw(new Uint8Array(eight.buffer));
  }

  /** A string, whose first number stands above a tag of so many values. */
  string(text: string, tag = 0, tags = 1): this {
    const known = this.strings.get(text);
    if (known !== undefined) return this.varint((2 * known + 1) * tags + tag);
    if (this.strings.size < STRINGS_MAX) this.strings.set(text, this.strings.size);
    const spelled = TO_UTF8.encode(text);
    return this.varint(2 * spelled.length * tags + tag).raw(spelled);
  }

  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** 0, 1, 2, 3, 4 … are 0, -1, 1, -2, 2 … */
export function untwisted(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

export function twisted(value: number): number {
  return value >= 0 ? 2 * value : -2 * value - 1;
}

/** The largest multiple of a unit that is told, for differences must be exact too. */
const MULTIPLE_MAX = 2 ** 50;

/** How many of a scale's units make 1: powers of ten for 0 to 9, of two for 16 to 40. */
export function unitsOf(scale: number): number {
  if (scale <= 9) return 10 ** scale;
  if (scale < 16 || scale > 40) throw new TypeError("there is no such scale");
  return 2 ** (scale - 16);
}

/** How often a scale's unit is in the number; null if it is not a whole multiple. */
export function multipleOf(value: number, scale: number): number | null {
  const units = unitsOf(scale);
  const multiple = Math.round(value * units);
  return Math.abs(multiple) <= MULTIPLE_MAX && multiple / units === value ? multiple : null;
}
