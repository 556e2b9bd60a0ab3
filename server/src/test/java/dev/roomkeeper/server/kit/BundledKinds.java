package dev.roomkeeper.server.kit;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.KindModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The kinds that come with the server. */
public final class BundledKinds {
  private BundledKinds() {}

  /** With all that a server needs of them. */
  public static List<KindModule> modules() {
    List<KindModule> all = new ArrayList<>();
    ServiceLoader.load(KindModule.class).forEach(all::add);
    ServiceLoader.load(RoomKind.class).forEach(kind -> all.add(KindModule.of(kind)));
    return all;
  }

  /** Their rules. */
  public static List<RoomKind> kinds() {
    return modules().stream().map(KindModule::kind).toList();
  }

  /** The values of their settings where an operator sets none, by name. */
  public static Map<String, String> settings() {
    Map<String, String> values = new HashMap<>();
    for (KindModule module : modules()) {
      module.settings().forEach(setting -> values.put(setting.name(), setting.otherwise()));
    }
    return values;
  }
}
