package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.kinds.campaign.rules.Ability;
import org.jspecify.annotations.Nullable;

/**
 * A saving throw that a feature asks of others.
 *
 * @param area where, or null if of one target
 * @param halves whether a save leaves half of the damage, and not none
 * @param repeats whether it is made again at the end of each of the target's turns
 */
public record Save(
    Ability ability,
    int dc,
    @Nullable Area area,
    Outcome failure,
    boolean halves,
    boolean repeats) {

  /** Where an effect is. */
  public enum Shape {
    CONE("cone"),
    CUBE("cube"),
    CYLINDER("cylinder"),
    EMANATION("emanation"),
    LINE("line"),
    SPHERE("sphere"),
    /** Not an area, but who is that near. */
    WITHIN("within");

    private final String key;

    Shape(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    public static @Nullable Shape of(String name) {
      for (Shape shape : values()) {
        if (shape.key.equalsIgnoreCase(name)) {
          return shape;
        }
      }
      return null;
    }
  }

  /**
   * An area.
   *
   * @param feet length or radius
   * @param width of a line, or height of a cylinder; else 0
   */
  public record Area(Shape shape, int feet, int width) {}
}
