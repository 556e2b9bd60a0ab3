import { useStore } from "roomkeeper/react";
import { hrefOf } from "../../lib/site";
import { Avatar } from "../../ui/Avatar";
import { avatarOf } from "../model/catalogue";
import { useVenue } from "../state/context";

type Props = {
  memberId: string;
  name: string;
  avatarId?: string | undefined;
  online?: boolean;
  size?: number;
};

/** Somebody's picture in a list. */
export function Face({ memberId, name, avatarId, online = true, size = 36 }: Props) {
  const { catalogue } = useVenue();
  const avatar = avatarOf(useStore(catalogue.avatars), memberId, avatarId);
  if (avatar === undefined)
    return <Avatar name={name} color="#6b7a72" online={online} size={size} />;
  return (
    <span
      className={online ? "face" : "face face--away"}
      style={{ width: size, height: size }}
      aria-hidden
    >
      <img src={hrefOf(avatar.imageUrl)} alt="" draggable={false} />
    </span>
  );
}
