package dev.roomkeeper.server.ops;

import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.limits.Budget;
import dev.roomkeeper.server.limits.Limits;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The metrics of this process, in Prometheus' format. None contains what users wrote. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final DistributionSummary wokenLate =
      DistributionSummary.builder("roomkeeper.room.woken.late")
          .description("By how much rooms are woken late, for a tick or a timer")
          .baseUnit("milliseconds")
          .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 500)
          .register(registry);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  // Micrometer keeps only weak references to what it watches. This keeps them alive.
  private final List<Object> watched = new ArrayList<>();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** A room was woken so many milliseconds late, for a tick or a timer. */
  public void roomWokenLate(long millis) {
    wokenLate.record((double) millis);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Watches the rooms, the connections and their traffic. */
  public void watch(Hub hub, IntSupplier connections, Supplier<Map<String, Long>> traffic) {
    watched.addAll(List.of(hub, connections, traffic));
    registry.gauge("roomkeeper.rooms", hub, rooms -> rooms.live().size());
    registry.gauge("roomkeeper.connections", connections, IntSupplier::getAsInt);
    for (String name : new TreeMap<>(traffic.get()).keySet()) {
      FunctionCounter.builder(
              "roomkeeper.socket." + name.replace('_', '.'),
              traffic,
              source -> source.get().getOrDefault(name, 0L).doubleValue())
          .register(registry);
    }
  }

  /** Watches the budgets: how many owners each holds now, and how many requests it refused. */
  public void watch(Limits limits) {
    limits
        .all()
        .forEach((limit, budget) -> {
          watched.add(budget);
          Gauge.builder("roomkeeper.limit.held", budget, each -> each.held().size())
              .tag("limit", limit.label())
              .register(registry);
          FunctionCounter.builder("roomkeeper.limit.refusals", budget, Budget::refusals)
              .tag("limit", limit.label())
              .register(registry);
        });
  }

  /** All metrics in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
