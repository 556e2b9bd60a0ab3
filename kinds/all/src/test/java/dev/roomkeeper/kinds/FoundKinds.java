package dev.roomkeeper.kinds;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.KindModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/** The kinds as a server finds them, and the folder that has all of the project. */
public final class FoundKinds {
  private FoundKinds() {}

  public static List<RoomKind> all() {
    List<RoomKind> all = new ArrayList<>();
    ServiceLoader.load(KindModule.class).forEach(module -> all.add(module.kind()));
    ServiceLoader.load(RoomKind.class).forEach(all::add);
    return all;
  }

  public static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("CHANGELOG.md"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    return root;
  }
}
