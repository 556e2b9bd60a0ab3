package dev.roomkeeper.module;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.module.store.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * What a server offers its kinds' modules.
 *
 * @param dice for ids
 * @param pages the folder of the built pages, which may be missing
 * @param settings the values of the modules' settings by name, defaults included
 */
public record House(
    Rooms rooms,
    People people,
    Database database,
    Dice dice,
    InstantSource clock,
    Path pages,
    Map<String, String> settings) {
  /** The value of a setting of the module. */
  public String setting(String name) {
    return Objects.requireNonNull(settings.get(name), () -> "no setting is called " + name);
  }
}
