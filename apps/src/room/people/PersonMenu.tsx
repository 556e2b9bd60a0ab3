import {
  Ban as BanIcon,
  Crown,
  Ellipsis,
  Flag,
  UserMinus,
  UserRoundX,
  Volume2,
  VolumeX,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Room } from "roomkeeper";
import { useStore } from "roomkeeper/react";
import { apart, setApart } from "../../lib/apart";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { Menu, MenuItem, MenuRule } from "../../ui/Menu";
import { BanDialog } from "./BanDialog";
import { HandOverDialog } from "./HandOverDialog";
import { ReportDialog } from "./ReportDialog";
import { useHouse } from "./useHouse";
import "./people.css";

type Props<View extends object> = {
  room: Room<View>;
  person: { readonly id: string; readonly name: string };
};

type Asking = "report" | "ban" | "handOver";

/** What one can do about somebody: for oneself, and for the room where one runs it. */
export function PersonMenu<View extends object>({ room, person: { id, name } }: Props<View>) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { mayModerate } = useHouse(room);
  const found = useStore(apart).find(({ userId }) => userId === id);
  const mine = found ?? { userId: id, name, mute: false, block: false };
  const close = (): void => setAt(null);
  const want = (next: { readonly mute: boolean; readonly block: boolean }): void => {
    close();
    void attempt(setApart({ ...mine, ...next }, room.id));
  };
  const item = (icon: ReactNode, text: string, onClick: () => void, danger = false): ReactNode => (
    <MenuItem icon={icon} danger={danger} onClick={onClick}>
      {text}
    </MenuItem>
  );
  const ask = (what: Asking): void => {
    close();
    setAsking(what);
  };
  const remove = async (): Promise<void> => {
    close();
    if (await attempt(room.command("member.remove", { memberId: id }))) {
      toast(`${name} was removed.`);
    }
  };
  return (
    <>
      <button
        type="button"
        className="person-menu"
        aria-label={`What to do about ${name}`}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(at === null ? { x: box.left, y: box.bottom } : null);
        }}
      >
        <Ellipsis size={18} aria-hidden />
      </button>
      {at !== null && (
        <Menu label={name} at={at} onClose={close}>
          {mine.mute
            ? item(<Volume2 size={17} />, "Unmute", () => want({ ...mine, mute: false }))
            : item(<VolumeX size={17} />, "Mute", () => want({ ...mine, mute: true }))}
          {mine.block
            ? item(<UserRoundX size={17} />, "Unblock", () => want({ ...mine, block: false }))
            : item(<UserRoundX size={17} />, "Block", () => want({ ...mine, block: true }))}
          {item(<Flag size={17} />, "Report…", () => ask("report"))}
          {mayModerate && (
            <>
              <MenuRule />
              {item(<Crown size={17} />, "Hand the room over…", () => ask("handOver"))}
              {item(<UserMinus size={17} />, "Remove from the room", () => void remove(), true)}
              {item(<BanIcon size={17} />, "Ban from the room…", () => ask("ban"), true)}
            </>
          )}
        </Menu>
      )}
      {asking === "report" && (
        <ReportDialog {...{ id, name }} roomId={room.id} onClose={() => setAsking(null)} />
      )}
      {asking === "ban" && <BanDialog {...{ room, id, name }} onClose={() => setAsking(null)} />}
      {asking === "handOver" && (
        <HandOverDialog {...{ room, id, name }} onClose={() => setAsking(null)} />
      )}
    </>
  );
}
