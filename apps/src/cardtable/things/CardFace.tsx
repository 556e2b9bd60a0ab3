import urls from "virtual:card-faces";
import { hrefOf } from "../../lib/site";
import { faceName } from "../model/faces";
import { isBack } from "../model/things";

type Props = { face: unknown; back?: unknown; faceUp: boolean };

/** One card as a picture that fills its box: its face, or its back. */
export function CardFace({ face, back, faceUp }: Props) {
  if (!faceUp) return <span className={`card-back card-back--${isBack(back) ? back : "blue"}`} />;
  const url = typeof face === "string" && Object.hasOwn(urls, face) ? urls[face] : undefined;
  if (url === undefined) return <span className="card-plain">{faceName(face)}</span>;
  return <img className="card-face" src={hrefOf(url)} alt="" draggable={false} />;
}

/** Fetches the faces while nothing else is to do, so that a card that is turned over is there at once. */
export function preloadFaces(): void {
  const idle = window.requestIdleCallback ?? ((task: () => void) => setTimeout(task, 600));
  idle(() => {
    for (const url of Object.values(urls)) new Image().src = hrefOf(url);
  });
}
