import type { AuditEntry } from "roomkeeper";

/** What an entry of the audit log says, as what follows "Ann". */
export function deedOf({ what, about, aboutName, detail }: AuditEntry): string {
  const whom = aboutName ?? about ?? "somebody";
  const named = typeof detail.name === "string" && detail.name !== "" ? ` “${detail.name}”` : "";
  switch (what) {
    case "user.promote":
      return `made ${whom} an admin`;
    case "user.demote":
      return `took ${whom} off the admins`;
    case "user.delete":
      return `deleted the account${named}`;
    case "user.ban":
      return `banned ${whom} from the server`;
    case "user.ban.lift":
      return `let ${whom} use the server again`;
    case "member.remove":
      return `removed ${whom} from a room`;
    case "member.ban":
      return `banned ${whom} from a room`;
    case "ban.lift":
      return "lifted a ban in a room";
    case "room.close":
      return detail.closed === true
        ? "closed a room to newcomers"
        : "opened a room to newcomers again";
    case "room.rename":
      return `named a room${named}`;
    case "room.only":
      return "said who may come into a room";
    case "room.handOver":
      return `handed a room over to ${whom}`;
    case "room.delete":
      return `deleted the room${named}`;
    default:
      return aboutName === null ? what : `${what}: ${aboutName}`;
  }
}
