package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.bench.relay.Relay;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RelayTest {
  @Test
  void each_load_of_a_comparison_reaches_all_its_receivers() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (Relay relay = new Relay()) {
      int status =
          Main.run(
              new PrintWriter(out),
              new PrintWriter(err),
              "--url",
              relay.url().toString(),
              "--scenario",
              "broadcast,rooms,movement,idle",
              "--short",
              "--clients",
              "20",
              "--warmup",
              "0.2",
              "--seconds",
              "0.5");
      assertThat(status).as(out + "\n" + err).isZero();
    }
    assertThat(out.toString())
        .contains("broadcast: 1 room of 20", "durable commands: 4 rooms of 5");
  }
}
