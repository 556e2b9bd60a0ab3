type Props = {
  /** With their names in `colorNames`. */
  colors: readonly string[];
  chosen: string;
  onChoose: (color: string) => void;
};

const colorNames: Readonly<Record<string, string>> = {
  "#2f6fde": "Blue",
  "#d6453d": "Red",
  "#e0982a": "Amber",
  "#8a4fd3": "Violet",
  "#12899b": "Teal",
  "#c94f93": "Pink",
  "#5b8c2a": "Green",
  "#6d5a4b": "Brown",
  "#fde68a": "Yellow",
  "#fecaca": "Light red",
  "#bfdbfe": "Light blue",
  "#bbf7d0": "Light green",
  "#e9d5ff": "Light violet",
  "#fed7aa": "Light orange",
};

export function Swatches({ colors, chosen, onChoose }: Props) {
  return (
    <div className="menu__choices">
      {colors.map((color) => (
        <button
          key={color}
          type="button"
          className="swatch"
          style={{ background: color }}
          aria-label={colorNames[color] ?? color}
          title={colorNames[color] ?? color}
          aria-pressed={color === chosen}
          onClick={() => onChoose(color)}
        />
      ))}
    </div>
  );
}
