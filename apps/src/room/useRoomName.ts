import type { Room } from "roomkeeper";
import { useHouse } from "./people/useHouse";

/** The room's name as it is now: its owner may have changed it. */
export function useRoomName<View extends object>(room: Room<View>, otherwise: string): string {
  const { name } = useHouse(room);
  return name || room.info()?.name || otherwise;
}
