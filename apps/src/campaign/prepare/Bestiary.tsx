import { Plus, Star } from "lucide-react";
import { useCallback, useDeferredValue, useState } from "react";
import type { CreatureEntry } from "roomkeeper/campaign";
import { useCampaignInfo } from "roomkeeper/campaign/react";
import { attempt } from "../../lib/attempt";
import { useLoaded } from "../../lib/useLoaded";
import { Check } from "../../ui/Check";
import { Failed } from "../../ui/Notice";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { StatBlockView } from "../dm/StatBlockView";
import { wholeFrom } from "../model/amount";
import { challenge, hitPoints, statBlock } from "../model/creature";
import { capital } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { useSitting } from "../state/context";

/** The server answers with no more. */
const foundMax = 100;

export const ratings = [
  "0",
  "1/8",
  "1/4",
  "1/2",
  ...Array.from({ length: 30 }, (_, i) => String(i + 1)),
];
export const types =
  "aberration beast celestial construct dragon elemental fey fiend giant humanoid monstrosity ooze plant undead".split(
    " ",
  );
export const sizes = ["tiny", "small", "medium", "large", "huge", "gargantuan"];

function optionsOf(values: readonly string[]) {
  return [
    { value: "", label: "Any" },
    ...values.map((value) => ({ value, label: capital(value) })),
  ];
}

/** Searches the bestiary and one's own creatures, and adds so many of one. */
export function Bestiary({ encounter }: { encounter: string }) {
  const edition = useCampaignInfo()?.edition ?? "2024";
  const { api, act } = useSitting();
  const [name, setName] = useState("");
  const [cr, setCr] = useState("");
  const [type, setType] = useState("");
  const [size, setSize] = useState("");
  const [isOnlyFavourites, setOnlyFavourites] = useState(false);
  const [count, setCount] = useState("1");
  const [hidden, setHidden] = useState(false);
  const [rollsHp, setRollsHp] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const field = useFocusAtFirst<HTMLInputElement>();
  const asked = useDeferredValue(name.trim());
  const { loaded, reload } = useLoaded(
    useCallback(async () => {
      const query = {
        edition,
        name: asked,
        ...(type === "" ? {} : { type }),
        ...(size === "" ? {} : { size }),
        ...(cr === "" ? {} : { crMin: cr, crMax: cr }),
        ...(isOnlyFavourites ? { favourites: "only" as const } : {}),
      };
      const [{ creatures }, own] = await Promise.all([api.creatures(query), api.ownCreatures()]);
      const words = asked.toLowerCase();
      const mine = own.filter(({ n }) => n.toLowerCase().includes(words));
      return { mine: cr + type + size === "" && !isOnlyFavourites ? mine : [], creatures };
    }, [api, edition, asked, cr, type, size, isOnlyFavourites]),
  );
  const favourites = useLoaded(
    useCallback(async () => {
      const all = await api.favourites();
      return new Set(all.filter((one) => one.edition === edition).map(({ id }) => id));
    }, [api, edition]),
  );
  const liked: ReadonlySet<string> =
    favourites.loaded.state === "known" ? favourites.loaded.value : new Set<string>();
  const like = (id: string): void => {
    void attempt(api.favour(edition, id, !liked.has(id))).then(favourites.reload);
  };
  const many = wholeFrom(count, 1, 40);
  const add = (creature: CreatureEntry, isOwn: boolean): void => {
    if (many === null) return;
    void act("combatant.add", {
      encounter,
      count: many,
      rollsHp,
      ...(isOwn ? { creature } : { bestiary: creature.id }),
      ...(hidden ? { hidden: "nothing" as const } : {}),
    });
  };
  const item = (creature: CreatureEntry, isOwn: boolean) => (
    <Found
      key={`${isOwn} ${creature.id}`}
      creature={creature}
      isOwn={isOwn}
      isShown={shown === `${isOwn} ${creature.id}`}
      canAdd={many !== null}
      onShow={() =>
        setShown((now) => (now === `${isOwn} ${creature.id}` ? null : `${isOwn} ${creature.id}`))
      }
      onAdd={() => add(creature, isOwn)}
      isLiked={liked.has(creature.id)}
      {...(isOwn ? {} : { onLike: () => like(creature.id) })}
    />
  );
  return (
    <>
      <div className="bestiary__search">
        <label className="field">
          <span className="field__label">Name</span>
          <input
            className="input"
            placeholder="Goblin, dragon, owlbear…"
            autoComplete="off"
            maxLength={60}
            ref={field}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Select label="Type" value={type} onChange={setType} options={optionsOf(types)} />
        <Select label="Size" value={size} onChange={setSize} options={optionsOf(sizes)} />
        <Select label="CR" value={cr} onChange={setCr} options={optionsOf(ratings)} />
        <NumberField label="How many" value={count} onChange={setCount} isBad={many === null} />
      </div>
      <div className="bestiary__checks">
        <Check label="Hidden from players" isChecked={hidden} onChange={setHidden} />
        <Check label="Roll each one’s hit points" isChecked={rollsHp} onChange={setRollsHp} />
        <Check label="Favourites only" isChecked={isOnlyFavourites} onChange={setOnlyFavourites} />
      </div>
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
      <ul className="bestiary" aria-label="Creatures" aria-busy={loaded.state === "loading"}>
        {loaded.state === "known" && loaded.value.mine.map((creature) => item(creature, true))}
        {loaded.state === "known" &&
          loaded.value.creatures.map((creature) => item(creature, false))}
      </ul>
      {loaded.state === "known" &&
        loaded.value.creatures.length + loaded.value.mine.length === 0 && (
          <p className="side__empty">
            {isOnlyFavourites ? "No favourite is like that." : "No creature is like that."}
          </p>
        )}
      {loaded.state === "known" && loaded.value.creatures.length >= foundMax && (
        <p className="side__empty">These are the first {foundMax}. Search for a name.</p>
      )}
    </>
  );
}

type FoundProps = {
  creature: CreatureEntry;
  isOwn: boolean;
  isShown: boolean;
  canAdd: boolean;
  onShow: () => void;
  onAdd: () => void;
  isLiked: boolean;
  /** Absent for one's own creatures. */
  onLike?: () => void;
};

function Found(props: FoundProps) {
  const { creature, isOwn, isShown, canAdd, onShow, onAdd, isLiked, onLike } = props;
  const eighths = typeof creature.cr === "number" ? creature.cr : 0;
  return (
    <li className="found">
      <div className="found__row">
        <button type="button" className="found__open" aria-expanded={isShown} onClick={onShow}>
          <span className="found__name">{creature.n}</span>
          <small>
            CR {challenge(eighths)} · {hitPoints(creature)} HP · AC {String(creature.ac)}
            {isOwn && " · your own"}
          </small>
        </button>
        {onLike !== undefined && (
          <button
            type="button"
            className="icon-button"
            aria-label={`Favourite: ${creature.n}`}
            title="Favourite"
            aria-pressed={isLiked}
            onClick={onLike}
          >
            <Star size={18} fill={isLiked ? "currentColor" : "none"} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className="button button--small"
          aria-label={`Add ${creature.n}`}
          disabled={!canAdd}
          onClick={onAdd}
        >
          <Plus size={16} aria-hidden />
          Add
        </button>
      </div>
      {isShown && <StatBlockView block={statBlock(creature)} />}
    </li>
  );
}
