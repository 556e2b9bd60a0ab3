import { Ban as BanIcon, Crown, Flag, UserMinus, UserRoundX, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import type { Room } from "roomkeeper";
import { useStore } from "roomkeeper/react";
import { apart, setApart } from "../../lib/apart";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { MenuItem, MenuRule } from "../../ui/Menu";
import { MoreMenu } from "../../ui/MoreMenu";
import { BanDialog } from "./BanDialog";
import { HandOverDialog } from "./HandOverDialog";
import { ReportDialog } from "./ReportDialog";
import { useHouse } from "./useHouse";

type Props<View extends object> = {
  room: Room<View>;
  person: { readonly id: string; readonly name: string };
};

type Asking = "report" | "ban" | "handOver";

/** What one can do about somebody: for oneself, and for the room where one runs it. */
export function PersonMenu<View extends object>({ room, person: { id, name } }: Props<View>) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { mayModerate } = useHouse(room);
  const found = useStore(apart).find(({ userId }) => userId === id);
  const mine = found ?? { userId: id, name, mute: false, block: false };
  const want = (next: { readonly mute?: boolean; readonly block?: boolean }): void => {
    void attempt(setApart({ ...mine, ...next }, room.id));
  };
  const remove = async (): Promise<void> => {
    if (await attempt(room.command("member.remove", { memberId: id }))) {
      toast(`${name} was removed.`);
    }
  };
  const items = (close: () => void) => {
    const then = (act: () => void) => () => {
      close();
      act();
    };
    return (
      <>
        <MenuItem
          icon={mine.mute ? <Volume2 size={17} /> : <VolumeX size={17} />}
          onClick={then(() => want({ mute: !mine.mute }))}
        >
          {mine.mute ? "Unmute" : "Mute"}
        </MenuItem>
        <MenuItem
          icon={<UserRoundX size={17} />}
          onClick={then(() => want({ block: !mine.block }))}
        >
          {mine.block ? "Unblock" : "Block"}
        </MenuItem>
        <MenuItem icon={<Flag size={17} />} onClick={then(() => setAsking("report"))}>
          Report…
        </MenuItem>
        {mayModerate && (
          <>
            <MenuRule />
            <MenuItem icon={<Crown size={17} />} onClick={then(() => setAsking("handOver"))}>
              Hand the room over…
            </MenuItem>
            <MenuItem icon={<UserMinus size={17} />} danger onClick={then(() => void remove())}>
              Remove from the room
            </MenuItem>
            <MenuItem icon={<BanIcon size={17} />} danger onClick={then(() => setAsking("ban"))}>
              Ban from the room…
            </MenuItem>
          </>
        )}
      </>
    );
  };
  return (
    <>
      <MoreMenu label={`What to do about ${name}`} title={name}>
        {items}
      </MoreMenu>
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
