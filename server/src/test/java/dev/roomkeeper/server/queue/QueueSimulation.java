package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One episode: three nodes that die, stand still and lose answers, some people who come, go and
 * change their minds, then a calm in which everything has to come right.
 */
final class QueueSimulation implements Seal {
  static final QueueRules RULES = new QueueRules(3, 5, 3_000, 20_000, 6_000, 8_000, 100);
  private static final long STORM_MILLIS = 25_000;
  private static final long CALM_MILLIS = 45_000;

  /** Something that must not be. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String message) {
      super(message);
    }
  }

  final String pool = "game:solo";
  final Pools pools = new Pools(Map.of(pool, RULES));
  final SimWorld world;
  final SimMatches matches;
  private final Function<Pools, MatchQueue> queues;
  private final List<SimNode> nodes = new ArrayList<>();
  private final List<SimPerson> people = new ArrayList<>();
  private final Set<String> left = new HashSet<>(); // tickets
  private final Map<String, Ticket> sealed = new HashMap<>();
  private MatchQueue queue;
  private boolean isQueueLost;
  private int lastId;

  /**
   * @param queues makes an empty queue
   */
  QueueSimulation(long seed, Function<Pools, MatchQueue> queues) {
    world = new SimWorld(seed);
    matches = new SimMatches(world, this);
    this.queues = queues;
    queue = queues.apply(pools);
    for (int i = 0; i < 3; i++) {
      nodes.add(new SimNode(world, this));
    }
    int count = 3 + world.random.nextInt(8);
    for (int i = 0; i < count; i++) {
      double rating = 25 + world.random.nextGaussian() * 6;
      people.add(new SimPerson(world, this, new Person("u" + i, "U" + i, rating)));
    }
  }

  MatchQueue queue() {
    return queue;
  }

  String newId() {
    return "id" + ++lastId;
  }

  @Override
  public String sealed(Ticket ticket) {
    String text = "sealed " + ticket.id() + " " + ticket.people().size() + " " + ticket.sinceMillis();
    sealed.put(text, ticket);
    return text;
  }

  @Override
  public Optional<Ticket> opened(String text) {
    return Optional.ofNullable(sealed.get(text));
  }

  SimNode anyNode() {
    List<SimNode> up = nodes.stream().filter(SimNode::isUp).toList();
    return (up.isEmpty() ? nodes : up).get(world.random.nextInt(up.isEmpty() ? 3 : up.size()));
  }

  /** Runs it; how many calls conflicted with others under way. */
  int run() {
    people.forEach(this::lead);
    for (SimNode node : nodes) {
      trouble(node);
    }
    if (world.chance(0.2)) {
      world.in(
          world.random.nextLong(STORM_MILLIS),
          () -> {
            queue.close();
            queue = queues.apply(pools);
            isQueueLost = true;
            left.clear();
          });
    }
    world.runUntil(SimWorld.BEGIN + STORM_MILLIS);
    world.calm();
    nodes.forEach(SimNode::start);
    world.runUntil(SimWorld.BEGIN + STORM_MILLIS + CALM_MILLIS);
    checkTheEnd();
    queue.close();
    return world.conflicts;
  }

  private void lead(SimPerson person) {
    boolean isLeader = world.chance(0.1);
    world.in(
        world.random.nextLong(STORM_MILLIS / 2),
        () -> person.enter(isLeader ? 2 + world.random.nextInt(2) : 1));
    if (world.chance(0.3)) {
      world.in(world.random.nextLong(STORM_MILLIS), person::cancel);
    }
    if (world.chance(0.2)) {
      world.in(STORM_MILLIS / 2 + world.random.nextLong(STORM_MILLIS / 2), () -> person.enter(1));
    }
    if (world.chance(0.15)) {
      world.in(world.random.nextLong(STORM_MILLIS), person::vanish);
    }
  }

  private void trouble(SimNode node) {
    if (world.chance(0.3)) {
      long at = world.random.nextLong(STORM_MILLIS);
      world.in(at, node::crash);
      world.in(at + world.random.nextLong(10_000), node::start);
    }
    if (world.chance(0.3)) {
      world.in(
          world.random.nextLong(STORM_MILLIS), () -> node.freeze(world.random.nextLong(8_000)));
    }
  }

  /** A friend is asked into a party that gathers. */
  void invite(Ticket ticket) {
    SimPerson friend = people.get(world.random.nextInt(people.size()));
    if (!friend.isGone && !ticket.has(friend.person.userId())) {
      world.in(world.random.nextLong(1_000), () -> friend.join(ticket.id()));
    }
  }

  // --- What must always be ---

  List<String> ticketsOf(String userId) {
    return all().stream()
        .map(Waiting::ticket)
        .filter(ticket -> ticket.has(userId))
        .map(Ticket::id)
        .toList();
  }

  private List<Waiting> all() {
    MatchQueue.Pool read = queue.read(pool).join();
    List<Waiting> all = new ArrayList<>(read.waiting());
    all.addAll(read.gathering());
    read.rooms().forEach(room -> all.addAll(room.tickets()));
    return all;
  }

  void left(List<String> tickets) {
    left.addAll(tickets);
  }

  /** After each step of the queue. */
  void check() {
    for (WaitingRoom room : queue.read(pool).join().rooms()) {
      require(room.taken() <= RULES.seatsMax(), "a room is too full: " + room);
      require(!room.tickets().isEmpty(), "a room is empty: " + room);
      require(
          room.tickets().stream().allMatch(waiting -> waiting.ticket().isWhole()),
          "half a party is seated: " + room);
      require(
          room.tickets().stream().allMatch(waiting -> room.id().equals(waiting.roomId())),
          "a ticket does not know its room: " + room);
    }
    Set<String> users = new HashSet<>();
    for (Waiting waiting : all()) {
      for (Person person : waiting.ticket().people()) {
        require(users.add(person.userId()), person.userId() + " is in the queue twice");
      }
    }
  }

  /** A waiting room becomes a match. */
  void begins(WaitingRoom room) {
    int count = room.people().size();
    require(
        count >= RULES.seatsMin() && count <= RULES.seatsMax(),
        "a match begins with " + count + ": " + room);
    for (Waiting waiting : room.tickets()) {
      require(
          !left.contains(waiting.ticket().id()),
          "a match begins with a ticket that was given back: " + waiting);
    }
  }

  /** A waiting room can't become a match. */
  void never(WaitingRoom room, Set<String> busy) {
    require(isQueueLost, "the queue lets " + busy + " wait, who play already: " + room);
  }

  // --- What must be in the end ---

  private void checkTheEnd() {
    check();
    List<Waiting> waiting = all();
    for (SimPerson person : people) {
      String userId = person.person.userId();
      boolean isWaiting = waiting.stream().anyMatch(each -> each.ticket().has(userId));
      boolean plays = matches.plays(userId);
      require(!person.wants || isWaiting || plays, userId + " is lost");
      require(!person.isGone || !isWaiting, userId + " is gone and holds a seat");
    }
    List<Integer> sizes =
        waiting.stream().map(Waiting::ticket).filter(Ticket::isWhole).map(Ticket::size).toList();
    require(!canBegin(sizes, 0, 0), "enough wait who fit, and no match begins: " + waiting);
  }

  private static boolean canBegin(List<Integer> sizes, int from, int taken) {
    if (taken >= RULES.seatsMin() && taken <= RULES.seatsMax()) {
      return true;
    }
    for (int i = from; i < sizes.size(); i++) {
      if (taken + sizes.get(i) <= RULES.seatsMax()
          && canBegin(sizes, i + 1, taken + sizes.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(otherwise);
    }
  }
}
