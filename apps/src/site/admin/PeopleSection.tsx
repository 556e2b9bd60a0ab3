import { Ban, ShieldCheck, ShieldOff, Trash2, Undo2, Users } from "lucide-react";
import { useCallback, useState } from "react";
import type { ListedUser, ServerModerationApi } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { BanForm } from "../../ui/BanForm";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { MenuItem, MenuRule } from "../../ui/Menu";
import { MoreMenu } from "../../ui/MoreMenu";
import { Failed, Notice } from "../../ui/Notice";
import { Older, Time } from "./entries";
import { SearchField } from "./SearchField";
import { useSearch } from "./useSearch";

type Props = { api: ServerModerationApi };

/** Everybody who uses this server: found, made an admin, banned, deleted. */
export function PeopleSection({ api }: Props) {
  const ask = useCallback((text: string) => api.users(text), [api]);
  const { text, type, asked, loaded, found, reload, change } = useSearch(ask);
  const older = async (): Promise<void> => {
    const page = await api.users(asked, found?.users.at(-1)?.userId);
    change((now) => ({ users: [...now.users, ...page.users], more: page.more }));
  };
  return (
    <>
      <SearchField label="Search people by name or id" text={text} onType={type} />
      {loaded.state === "loading" && found === null && (
        <div className="spinner" role="status" aria-label="One moment" />
      )}
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
      {found?.users.length === 0 && (
        <Notice icon={<Users size={22} aria-hidden />}>
          <p>Nobody is called like this.</p>
        </Notice>
      )}
      {found !== null && found.users.length > 0 && (
        <ul className="entries" aria-label="People">
          {found.users.map((user) => (
            <Person key={user.userId} user={user} api={api} onDone={reload} />
          ))}
        </ul>
      )}
      {found?.more === true && <Older onClick={older} />}
    </>
  );
}

type PersonProps = { user: ListedUser; api: ServerModerationApi; onDone: () => void };

function Person({ user, api, onDone }: PersonProps) {
  const { userId, name, role, since, bannedUntil } = user;
  const [asking, setAsking] = useState<"ban" | "delete" | null>(null);
  const close = useCallback(() => setAsking(null), []);
  const after = async (answer: Promise<void>, said: string): Promise<boolean> => {
    const isDone = await attempt(answer);
    if (isDone) {
      toast(said);
      onDone();
    }
    return isDone;
  };
  return (
    <li className="card-section entry entry--row">
      <div className="entry__about">
        <p className="entry__text">
          <b>{name}</b> {role !== "user" && <Role role={role} />}
          {bannedUntil !== null && <span className="pill pill--bad">banned</span>}
        </p>
        <p className="entry__facts">
          since <Time at={since} />
          {bannedUntil !== null && (
            <>
              {" "}
              · banned until <Time at={bannedUntil} />
            </>
          )}{" "}
          · {userId}
        </p>
      </div>
      <MoreMenu label={`What to do about ${name}`} title={name}>
        {(closeMenu) => {
          const then = (act: () => unknown) => () => {
            closeMenu();
            act();
          };
          return (
            <>
              {role === "user" && (
                <MenuItem
                  icon={<ShieldCheck size={17} />}
                  onClick={then(() =>
                    after(api.setRole(userId, "admin"), `${name} is an admin now.`),
                  )}
                >
                  Make an admin
                </MenuItem>
              )}
              {role === "admin" && (
                <MenuItem
                  icon={<ShieldOff size={17} />}
                  onClick={then(() =>
                    after(api.setRole(userId, "user"), `${name} is no admin any more.`),
                  )}
                >
                  No longer an admin
                </MenuItem>
              )}
              {bannedUntil !== null && (
                <MenuItem
                  icon={<Undo2 size={17} />}
                  onClick={then(() => after(api.liftBan(userId), `${name} may come back.`))}
                >
                  Lift the ban
                </MenuItem>
              )}
              {role !== "admin" && (
                <MenuItem icon={<Ban size={17} />} danger onClick={then(() => setAsking("ban"))}>
                  {bannedUntil === null ? "Ban…" : "Ban for another time…"}
                </MenuItem>
              )}
              {role !== "guest" && (
                <>
                  <MenuRule />
                  <MenuItem
                    icon={<Trash2 size={17} />}
                    danger
                    onClick={then(() => setAsking("delete"))}
                  >
                    Delete the account…
                  </MenuItem>
                </>
              )}
            </>
          );
        }}
      </MoreMenu>
      {asking === "ban" && (
        <BanForm
          name={name}
          readers="only admins read it"
          onBan={(minutes, reason) => after(api.ban(userId, minutes, reason), `${name} is banned.`)}
          onClose={close}
        />
      )}
      {asking === "delete" && (
        <ConfirmDialog
          title={`Delete the account of ${name}?`}
          action="Delete the account"
          cancel="Keep it"
          onConfirm={async () => {
            await api.deleteUser(userId);
            toast(`The account of ${name} is deleted.`);
            onDone();
          }}
          onClose={close}
        >
          {name} can’t sign in any more, and the name is free again. Their rooms stay.
        </ConfirmDialog>
      )}
    </li>
  );
}

function Role({ role }: { role: "admin" | "guest" }) {
  return <span className={role === "admin" ? "pill pill--brand" : "pill"}>{role}</span>;
}
