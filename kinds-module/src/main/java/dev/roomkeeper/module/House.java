package dev.roomkeeper.module;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.module.store.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * What a server offers the modules of its kinds.
 *
 * @param dice for ids
 * @param pages the folder of the built pages; it may be missing
 * @param settings the values of the module's settings, by name; those not given are there too
 */
public record House(
    Rooms rooms,
    People people,
    Database database,
    Dice dice,
    InstantSource clock,
    Path pages,
    Map<String, String> settings) {
  /** The value of one of the module's settings. */
  public String setting(String name) {
    return Objects.requireNonNull(settings.get(name), () -> "no setting is called " + name);
  }
}
