type Props = {
  colors: readonly string[];
  chosen: string;
  onChoose: (color: string) => void;
};

export function Swatches({ colors, chosen, onChoose }: Props) {
  return (
    <div className="menu__choices">
      {colors.map((color, index) => (
        <button
          key={color}
          type="button"
          className="swatch"
          style={{ background: color }}
          aria-label={`Colour ${index + 1}`}
          aria-pressed={color === chosen}
          onClick={() => onChoose(color)}
        />
      ))}
    </div>
  );
}
