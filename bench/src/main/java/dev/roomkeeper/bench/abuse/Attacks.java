package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.BenchException;
import java.util.List;
import java.util.stream.Collectors;

/** All attacks, in the order in which they are run. */
final class Attacks {
  private static final List<Attack> ALL =
      List.of(
          new SmallLeaves(),
          new RefusedHandshakes(),
          new NewRooms(),
          new LongLists(),
          new LargestMap(),
          new BoardPatches(),
          new Shuffles(),
          new RejectedCommands(),
          new Passphrases(),
          new WrongPasswords(),
          new Seats(),
          new FeedbackFlood(),
          new Pings(),
          new EmptyParts(),
          new Handshakes(),
          new IdleSockets(),
          new LargePatches(),
          new Rejoins(),
          new SilentReaders(),
          new AbortedDownloads(),
          new UserNames());

  private Attacks() {}

  /** Those with these names, or all if there are none. */
  static List<Attack> named(List<String> names) {
    for (String name : names) {
      if (ALL.stream().noneMatch(attack -> attack.name().equals(name))) {
        throw new BenchException("no attack " + name + "; there are " + all());
      }
    }
    return ALL.stream().filter(attack -> names.isEmpty() || names.contains(attack.name())).toList();
  }

  private static String all() {
    return ALL.stream().map(Attack::name).collect(Collectors.joining(", "));
  }
}
