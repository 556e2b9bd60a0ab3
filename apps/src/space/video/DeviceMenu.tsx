import { Check, Mic, MicOff, Video } from "lucide-react";
import { Fragment } from "react";
import type { LocalMedia, SourceKind } from "roomkeeper/calls";
import { useStore } from "roomkeeper/react";
import { toast } from "../../lib/toasts";
import { Menu, MenuItem } from "../../ui/Menu";

type Props = {
  local: LocalMedia;
  /** It opens above this point of the screen. */
  above: { readonly x: number; readonly y: number };
  onClose: () => void;
};

const headings: Record<SourceKind, string> = { microphone: "Microphone", camera: "Camera" };

/** As in overlays.css. */
const itemPixels = 38;
const restPixels = 100;

export function DeviceMenu({ local, above, onClose }: Props) {
  const devices = useStore(local.devices);
  const states = { microphone: useStore(local.microphone), camera: useStore(local.camera) };
  const choose = (kind: SourceKind, id: string): void => {
    onClose();
    local
      .choose(kind, id)
      .catch(() => toast("This device can’t be used now: something else holds it.", "refused"));
  };
  const items = devices.length + (states.microphone.status === "on" ? 1 : 0);
  const at = { x: above.x, y: above.y - items * itemPixels - restPixels };
  return (
    <Menu label="Microphone and camera" at={at} onClose={onClose}>
      {(["microphone", "camera"] as const).map((kind) => {
        const found = devices.filter((device) => device.kind === kind);
        const icon = kind === "microphone" ? <Mic size={17} /> : <Video size={17} />;
        return (
          <Fragment key={kind}>
            <p className="menu__heading">{headings[kind]}</p>
            {found.length === 0 && <p className="device__none">None found</p>}
            {found.map(({ id, label }, i) => {
              const isUsed = states[kind].deviceId === id;
              return (
                <MenuItem
                  key={id}
                  icon={isUsed ? <Check size={17} /> : icon}
                  onClick={() => choose(kind, id)}
                >
                  {label || `${headings[kind]} ${i + 1}`}
                  {isUsed && <span className="visually-hidden"> (in use)</span>}
                </MenuItem>
              );
            })}
          </Fragment>
        );
      })}
      {states.microphone.status === "on" && (
        <>
          <hr className="menu__rule" />
          <MenuItem
            icon={<MicOff size={17} />}
            onClick={() => {
              onClose();
              local.turnOff("microphone");
            }}
          >
            Give the microphone back
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
