import { ArrowRight, Eye, EyeOff, Globe, Link as LinkIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorMessage } from "../../lib/attempt";
import { identity } from "../../lib/identity";
import { navigate, tablePath } from "../../lib/router";
import { toast } from "../../lib/toasts";
import { Choice } from "../../ui/Choice";

const tableNameMax = 60;

type Props = { name: string; onNamed: (name: string) => void };

export function CreateTable({ name, onNamed }: Props) {
  const [tableName, setTableName] = useState("");
  const [trays, setTrays] = useState<"hidden" | "open">("hidden");
  const [listed, setListed] = useState(true);
  const [busy, setBusy] = useState(false);

  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const own = name === "" ? "Guest" : name;
    setBusy(true);
    try {
      const title = tableName.trim() === "" ? `${own}’s table` : tableName.trim();
      const options = { trays, listed };
      const { id } = await identity(own).api.createRoom({
        kind: "cardtable",
        name: title,
        options,
      });
      if (name === "") onNamed(own);
      navigate(tablePath(id), { created: true });
    } catch (error) {
      toast(errorMessage(error), "refused");
      setBusy(false);
    }
  };
  return (
    <form className="create" onSubmit={(event) => void create(event)}>
      <label className="field">
        <span className="field__label">Name of the table</span>
        <input
          className="input"
          placeholder={name === "" ? "Friday night" : `${name}’s table`}
          maxLength={tableNameMax}
          value={tableName}
          onChange={(event) => setTableName(event.target.value)}
        />
      </label>
      <div className="create__choices">
        <Choice
          legend="Hands"
          value={trays}
          onChange={setTrays}
          options={[
            { value: "hidden", label: "Hidden", icon: <EyeOff size={16} aria-hidden /> },
            { value: "open", label: "Open", icon: <Eye size={16} aria-hidden /> },
          ]}
        />
        <Choice
          legend="Who finds it"
          value={listed ? "listed" : "link"}
          onChange={(value) => setListed(value === "listed")}
          options={[
            { value: "listed", label: "Everyone", icon: <Globe size={16} aria-hidden /> },
            { value: "link", label: "By link", icon: <LinkIcon size={16} aria-hidden /> },
          ]}
        />
      </div>
      <button type="submit" className="button button--primary create__button" disabled={busy}>
        {busy ? "Setting the table…" : "Create a table"}
        <ArrowRight size={19} aria-hidden />
      </button>
    </form>
  );
}
