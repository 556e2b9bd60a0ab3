import { Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useDesk } from "../state/context";

const step = 1.25;

export function ZoomBar() {
  const { viewport } = useDesk();
  return (
    <div className="zoom-bar" role="toolbar" aria-label="View of the table">
      <button
        type="button"
        className="icon-button zoom-bar__wide"
        aria-label="Farther away"
        title="Farther away"
        onClick={() => viewport.zoomBy(1 / step)}
      >
        <ZoomOut size={19} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button zoom-bar__wide"
        aria-label="Nearer"
        title="Nearer"
        onClick={() => viewport.zoomBy(step)}
      >
        <ZoomIn size={19} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Fit the table to the screen"
        title="Fit the table to the screen"
        onClick={() => viewport.fit()}
      >
        <Maximize size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button zoom-bar__wide"
        aria-label="Look from the next side"
        title="Look from the next side"
        onClick={() => viewport.turnView()}
      >
        <RotateCw size={18} aria-hidden />
      </button>
    </div>
  );
}
