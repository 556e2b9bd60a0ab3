package dev.roomkeeper.server.limits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.limits.Limits.Allowance;
import dev.roomkeeper.server.limits.Limits.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much one connection, one user, one address may send, by a clock that the test moves. */
final class AllowanceTest {
  private static final String HERE = "203.0.113.7";
  private static final String THERE = "203.0.113.8";

  private static final Numbers NUMBERS =
      Numbers.DEFAULT
          .with(Limit.FRAMES_BY_CONNECTION, 20, 10)
          .with(Limit.FRAMES_BY_USER, 30, 15)
          .with(Limit.FRAMES_BY_ADDRESS, 80, 40)
          .with(Limit.SOCKETS_BY_USER, 3, 0)
          .with(Limit.SOCKETS_BY_NODE, 6, 0)
          .with(Limit.REQUESTS_BY_ADDRESS, 10, 5);

  private long ticks = 1_000;
  private final Limits limits = new Limits(NUMBERS, () -> ticks);

  private Allowance admitted(String user, String address) {
    return requireNonNull(limits.admit(user, address));
  }

  private static int taken(Allowance allowance) {
    int taken = 0;
    while (allowance.take(1)) {
      taken++;
    }
    return taken;
  }

  @Test
  void a_burst_is_two_seconds_worth_and_is_earned_back_by_the_second() {
    Allowance ann = admitted("ann", HERE);
    assertThat(taken(ann)).isEqualTo(20);
    ticks += 99;
    assertThat(taken(ann)).isZero();
    ticks += 1;
    assertThat(taken(ann)).isEqualTo(1);
    ticks += 60_000;
    assertThat(taken(ann)).as("no more than a burst, however long it was quiet").isEqualTo(20);
  }

  @Test
  void a_clock_that_stands_or_goes_back_gives_nothing() {
    Allowance ann = admitted("ann", HERE);
    taken(ann);
    ticks -= 500;
    assertThat(taken(ann)).isZero();
  }

  @Test
  void a_users_connections_share_a_budget() {
    Allowance one = admitted("ann", HERE);
    Allowance other = admitted("ann", THERE);
    assertThat(taken(one)).isEqualTo(20);
    assertThat(taken(other)).isEqualTo(10);
  }

  @Test
  void an_addresss_connections_share_a_budget_whosever_they_are() {
    int taken = 0;
    for (int i = 0; i < 5; i++) {
      taken += taken(admitted("user" + i, HERE));
    }
    assertThat(taken).isEqualTo(80);
    assertThat(taken(admitted("another", THERE))).isEqualTo(20);
  }

  @Test
  void a_user_has_so_many_connections_and_one_that_ends_makes_place() {
    List<Allowance> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(admitted("ann", HERE));
    }
    assertThat(limits.admit("ann", THERE)).isNull();
    assertThat(limits.open()).as("the one that was refused is not counted").isEqualTo(3);
    open.getFirst().giveBack();
    assertThat(limits.admit("ann", THERE)).isNotNull();
  }

  @Test
  void a_node_has_so_many_connections_and_one_that_ends_makes_place() {
    List<Allowance> open = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      open.add(admitted("user" + i, HERE));
    }
    assertThat(limits.admit("another", THERE)).isNull();
    assertThat(limits.open()).isEqualTo(6);
    open.getFirst().giveBack();
    assertThat(limits.admit("another", THERE)).isNotNull();
  }

  @Test
  void of_whom_nobody_knows_whose_they_are_there_are_a_thousand_from_one_address() {
    Limits wide = new Limits(NUMBERS.with(Limit.SOCKETS_BY_NODE, 10_000, 0), () -> ticks);
    List<Allowance> nameless = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      nameless.add(requireNonNull(wide.admit(HERE)));
    }
    assertThat(wide.admit(HERE)).isNull();
    assertThat(wide.admit(THERE)).isNotNull();
    assertThat(wide.admit("ann", HERE)).as("one with a name").isNotNull();
    assertThat(nameless.getFirst().count("bob")).isTrue();
    assertThat(wide.admit(HERE)).as("in place of the one that has a name now").isNotNull();
  }

  @Test
  void requests_of_an_address_have_a_budget_of_their_own() {
    int served = 0;
    while (limits.take(Limit.REQUESTS_BY_ADDRESS, HERE, 1)) {
      served++;
    }
    assertThat(served).isEqualTo(10);
    assertThat(limits.take(Limit.REQUESTS_BY_ADDRESS, THERE, 1)).isTrue();
    ticks += 200;
    assertThat(limits.take(Limit.REQUESTS_BY_ADDRESS, HERE, 1)).isTrue();
  }
}
