package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.indices.IndicesStatsResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.DiskBudget.SizedIndex;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the oldest indices of groups that take more of the disk than their share, even before their
 * time (telemetry sheet, sections 2.2 and 16.3), and reports how much they take. For one thread.
 */
final class DiskQuota {
  private static final Logger LOG = LoggerFactory.getLogger(DiskQuota.class);

  private final ElasticsearchConnection connection;
  private final IndexFamily family;
  private final DiskBudget budget;
  private final Map<String, AtomicLong> taken = new TreeMap<>();
  private final Counter dropped;

  DiskQuota(
      ElasticsearchConnection connection,
      IndexFamily family,
      DiskBudget budget,
      MeterRegistry metrics) {
    this.connection = connection;
    this.family = family;
    this.budget = budget;
    for (String group : family.prefixes()) {
      AtomicLong bytes = new AtomicLong();
      taken.put(group, bytes);
      Gauge.builder("stackstate.telemetry.index.group.bytes", bytes, AtomicLong::get)
          .tag("group", group)
          .description("Disk that the indices of a group take, replicas not counted")
          .register(metrics);
      Gauge.builder("stackstate.telemetry.index.group.budget.bytes", () -> budget.share(group))
          .tag("group", group)
          .description("Disk that they may take")
          .register(metrics);
    }
    dropped =
        Counter.builder("stackstate.telemetry.index.dropped.early")
            .tag("holds", family.holds())
            .description(
                "Indices that were dropped before their time because the disk is too small")
            .register(metrics);
  }

  void apply() throws StoreUnavailableException {
    for (String group : family.prefixes()) {
      List<SizedIndex> indices = indices(group);
      List<SizedIndex> excess = budget.excess(group, indices);
      long rest = indices.stream().mapToLong(SizedIndex::bytes).sum();
      if (!excess.isEmpty()) {
        List<String> names = excess.stream().map(SizedIndex::name).toList();
        connection.send(
            client -> client.indices().delete(r -> r.index(names).ignoreUnavailable(true)));
        dropped.increment(names.size());
        rest -= excess.stream().mapToLong(SizedIndex::bytes).sum();
        LOG.warn(
            "dropped {} before their time: {} may take {} bytes of the disk",
            names,
            group,
            budget.share(group));
      }
      taken.get(group).set(rest);
    }
  }

  private List<SizedIndex> indices(String group) throws StoreUnavailableException {
    String pattern = DailyIndex.pattern(group);
    IndicesStatsResponse stats =
        connection.send(client -> client.indices().stats(r -> r.index(pattern).metric("store")));
    List<SizedIndex> indices = new ArrayList<>();
    stats
        .indices()
        .forEach(
            (name, of) -> {
              if (DailyIndex.day(group, name).isPresent() && of.primaries() != null) {
                indices.add(new SizedIndex(name, of.primaries().store().sizeInBytes()));
              }
            });
    return indices;
  }
}
