import { useEffect, useState } from "react";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { useSitting } from "../state/context";

/** A note of the DM's about something. It is saved when the field loses focus. */
export function NoteField({ about, label }: { about: string; label: string }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const key = `note:${about}`;
  const kept = useCampaignView().notes?.[key] ?? "";
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const save = (): void => {
    if (text === kept) return;
    void act("note", { about, text, version: campaign.versionOf(key) });
  };
  return (
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
  );
}
