import type { Neighbour, SourceKind, SourceState } from "roomkeeper/calls";

const names: Record<SourceKind, string> = { microphone: "microphone", camera: "camera" };

/** What the button of a microphone or camera does. */
export function buttonLabel(kind: SourceKind, { status, isMuted }: SourceState): string {
  if (status === "asking") return `Waiting for the ${names[kind]}`;
  if (status !== "on") return `Turn on the ${names[kind]}`;
  if (kind === "camera") return "Turn off the camera";
  return isMuted ? "Unmute" : "Mute";
}

/** What is wrong, and what one can do; null while nothing is. */
export function problemWith(kind: SourceKind, { status }: SourceState): string | null {
  switch (status) {
    case "refused":
      return `Your browser does not let this page use the ${names[kind]}. Allow it beside the page’s address, then try again.`;
    case "missing":
      return `No ${names[kind]} was found. You see and hear the others all the same.`;
    case "busy":
      return `The ${names[kind]} can’t be used just now. Another program may hold it.`;
    case "unsupported":
      return `This page may not use the ${names[kind]}: browsers allow that over https only.`;
    case "off":
    case "asking":
    case "on":
      return null;
  }
}

/** A tile in words. */
export function tileLabel(name: string, neighbour: Neighbour): string {
  const parts = [name];
  if (neighbour.state === "connecting") parts.push("connecting");
  if (neighbour.state === "reconnecting") parts.push("reconnecting");
  if (neighbour.state === "failed") parts.push("no connection");
  if (!neighbour.hasAudio) parts.push("microphone off");
  if (!neighbour.hasVideo) parts.push("camera off");
  if (neighbour.isSpeaking) parts.push("speaking");
  return parts.join(", ");
}

/** "Ann", "Ann and Bob", "Ann, Bob and Cleo". */
export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
