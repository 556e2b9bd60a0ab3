import { Plus } from "lucide-react";
import { type CSSProperties, useState } from "react";
import type { AdminApi } from "roomkeeper";
import { Check } from "../../ui/Check";
import { Choice } from "../../ui/Choice";
import { FormError } from "../../ui/FormError";
import { isPictureUrl, Picture } from "../../ui/Picture";
import { SizeFields } from "../../ui/SizeFields";
import { PictureField } from "./PictureField";
import { useAdding } from "./useAdding";

const sideMax = 100;
const nameMax = 100;

type Use = "none" | "cardtable" | "arena";

const uses: readonly { readonly value: Use; readonly label: string }[] = [
  { value: "none", label: "Nothing" },
  { value: "cardtable", label: "Cards" },
  { value: "arena", label: "The arena" },
];

type Props = { api: AdminApi; onAdded: () => void };

export function AddElement({ api, onAdded }: Props) {
  const [name, setName] = useState("");
  const [imageUrl, setImageUrl] = useState("");
  const [size, setSize] = useState({ width: "1", height: "1" });
  const [isStatic, setStatic] = useState(true);
  const [use, setUse] = useState<Use>("none");
  const { isBusy, error, submit } = useAdding(async () => {
    await api.addElement({
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      imageUrl: imageUrl.trim(),
      width: Number(size.width),
      height: Number(size.height),
      static: isStatic,
      ...(use === "none" ? {} : { use }),
    });
    setName("");
    setImageUrl("");
    onAdded();
    return "The element is there.";
  });
  return (
    <form className="card-section form" onSubmit={submit} aria-labelledby="add-element">
      <h2 id="add-element" className="card-section__title">
        Add an element
      </h2>
      <label className="field">
        <span className="field__label">Name</span>
        <input
          className="input"
          maxLength={nameMax}
          autoComplete="off"
          placeholder="Sofa"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <PictureField label="Picture" value={imageUrl} onChange={setImageUrl} />
      <SizeFields size={size} sideMax={sideMax} onChange={setSize} />
      <Footprint
        imageUrl={imageUrl.trim()}
        width={Number(size.width)}
        height={Number(size.height)}
      />
      <Check
        label="In the way"
        hint="Nobody walks through it."
        isChecked={isStatic}
        onChange={setStatic}
      />
      <Choice
        legend="Whoever stands beside it can play"
        value={use}
        onChange={setUse}
        options={uses}
      />
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={isBusy}>
          <Plus size={18} aria-hidden />
          Add the element
        </button>
      </div>
    </form>
  );
}

/** How the picture lies on the blocks. */
function Footprint({
  imageUrl,
  width,
  height,
}: {
  imageUrl: string;
  width: number;
  height: number;
}) {
  const isSized = width >= 1 && height >= 1 && width <= sideMax && height <= sideMax;
  if (!isPictureUrl(imageUrl) || !isSized) return null;
  const cell = Math.max(2, Math.min(36, Math.floor(240 / Math.max(width, height))));
  const style = {
    "--cell": `${cell}px`,
    width: width * cell,
    height: height * cell,
  } as CSSProperties;
  return (
    <div className="footprint">
      <div className="footprint__blocks" style={style}>
        <Picture url={imageUrl} alt="" className="footprint__picture" />
      </div>
    </div>
  );
}
