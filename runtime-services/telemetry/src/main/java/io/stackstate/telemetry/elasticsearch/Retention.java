package io.stackstate.telemetry.elasticsearch;

import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the indices of days that are over for long enough; whole indices, so it costs nothing. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final ElasticsearchConnection connection;
  private final IndexFamily family;

  Retention(ElasticsearchConnection connection, IndexFamily family) {
    this.connection = connection;
    this.family = family;
  }

  void apply(long nowMillis) throws StoreUnavailableException {
    LocalDate today = Instant.ofEpochMilli(nowMillis).atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate oldest = today.minusDays(family.days() - 1L);
    for (String prefix : family.prefixes()) {
      String pattern = DailyIndex.pattern(prefix);
      Set<String> indices =
          connection.send(client -> client.indices().get(r -> r.index(pattern)).result().keySet());
      List<String> expired =
          indices.stream()
              .filter(
                  index ->
                      DailyIndex.day(prefix, index).map(day -> day.isBefore(oldest)).orElse(false))
              .sorted()
              .toList();
      if (!expired.isEmpty()) {
        connection.send(
            client -> client.indices().delete(r -> r.index(expired).ignoreUnavailable(true)));
        LOG.info("dropped {} because {} days are kept", expired, family.days());
      }
    }
  }
}
