import { useState } from "react";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { useSitting } from "../state/context";
import { useSeen } from "../state/useSeen";
import { ChangedMeanwhile } from "./ChangedMeanwhile";

/** A note of the DM's about something. It is saved when the field loses focus. */
export function NoteField({ about, label }: { about: string; label: string }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const key = `note:${about}`;
  const kept = useCampaignView().notes?.[key] ?? "";
  const version = campaign.versionOf(key);
  const [text, setText] = useState(kept);
  const seen = useSeen(kept, version, text);
  const take = (): void => {
    setText(kept);
    seen.catchUp();
  };
  // Whoever wrote nothing of their own reads what it is now.
  if (seen.other !== null && text === seen.value) take();
  const save = (): void => {
    if (text === seen.value || seen.other !== null) return;
    void act("note", { about, text, version: seen.version });
  };
  return (
    <>
      <label className="field">
        <span className="field__label">{label}</span>
        <textarea
          className="input note-field"
          rows={2}
          maxLength={2_000}
          value={text}
          disabled={isLooking}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
        />
      </label>
      {seen.other !== null && (
        <ChangedMeanwhile
          now={seen.other === "" ? "empty" : `“${seen.other}”`}
          onTake={take}
          onKeep={() => void act("note", { about, text, version })}
        />
      )}
    </>
  );
}
