import type { Room, RoomStatus } from "roomkeeper";
import type { SpaceView } from "roomkeeper/space";

type Props = {
  room: Room<SpaceView>;
  status: Extract<RoomStatus, { state: "refused" }>;
};

/** The server said no: why, and what one can do about it. */
export function Refused({ room, status }: Props) {
  const { title, text, retry } = explain(status.code, status.reason);
  return (
    <main className="gate">
      <div className="gate__card" role="alert">
        <img src="/mark.svg" alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">{text}</p>
        <div className="gate__actions">
          {retry !== null && (
            <button type="button" className="button button--primary" onClick={() => room.rejoin()}>
              {retry}
            </button>
          )}
          <a className={retry === null ? "button button--primary" : "button"} href="/">
            To the start page
          </a>
        </div>
      </div>
    </main>
  );
}

function explain(code: number, reason: string) {
  switch (code) {
    case 4404:
      return {
        title: "This space is gone",
        text: "It was deleted, or it closed when the last one left, or the link is not quite right.",
        retry: null,
      };
    case 4403:
      return {
        title: "This space is not open to you",
        text: reason === "" ? "Ask whoever made it for an invitation." : reason,
        retry: "Try again",
      };
    case 4409:
      return {
        title: "You are in this space elsewhere",
        text: "It was opened in another tab or on another device by the same person.",
        retry: "Walk here instead",
      };
    case 4401:
      return {
        title: "You were away for long",
        text: "Your pass for this space has run out.",
        retry: "Come back",
      };
    default:
      return {
        title: "That didn't work",
        text: reason === "" ? `The server ended the connection (${code}).` : reason,
        retry: "Try again",
      };
  }
}
