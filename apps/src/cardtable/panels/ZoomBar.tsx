import { type LucideIcon, Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useDesk } from "../state/context";
import type { Viewport } from "../state/viewport";

const step = 1.25;

type Tool = {
  readonly label: string;
  readonly Icon: LucideIcon;
  /** On a narrow screen two fingers do it. */
  readonly isWide: boolean;
  readonly run: (viewport: Viewport) => void;
};

const tools: readonly Tool[] = [
  { label: "Farther away", Icon: ZoomOut, isWide: true, run: (view) => view.zoomBy(1 / step) },
  { label: "Nearer", Icon: ZoomIn, isWide: true, run: (view) => view.zoomBy(step) },
  {
    label: "Fit the table to the screen",
    Icon: Maximize,
    isWide: false,
    run: (view) => view.fit(),
  },
  {
    label: "Look from the next side",
    Icon: RotateCw,
    isWide: true,
    run: (view) => view.turnView(),
  },
];

export function ZoomBar() {
  const { viewport } = useDesk();
  return (
    <div className="zoom-bar" role="toolbar" aria-label="View of the table">
      {tools.map(({ label, Icon, isWide, run }) => (
        <button
          key={label}
          type="button"
          className={isWide ? "icon-button zoom-bar__wide" : "icon-button"}
          aria-label={label}
          title={label}
          onClick={() => run(viewport)}
        >
          <Icon size={19} aria-hidden />
        </button>
      ))}
    </div>
  );
}
