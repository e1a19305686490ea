package io.stackstate.telemetry.elasticsearch;

import io.stackstate.telemetry.event.DailyIndex;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventsUnavailableException;
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
  private final int days;

  /**
   * @param days how many are kept, today included
   */
  Retention(ElasticsearchConnection connection, int days) {
    this.connection = connection;
    this.days = days;
  }

  void apply(long nowMillis) throws EventsUnavailableException {
    LocalDate today = Instant.ofEpochMilli(nowMillis).atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate oldest = today.minusDays(days - 1L);
    for (EventGroup group : EventGroup.values()) {
      Set<String> indices =
          connection.send(
              client -> client.indices().get(r -> r.index(group.pattern())).result().keySet());
      List<String> expired =
          indices.stream()
              .filter(
                  index ->
                      DailyIndex.day(group, index).map(day -> day.isBefore(oldest)).orElse(false))
              .sorted()
              .toList();
      if (!expired.isEmpty()) {
        connection.send(client -> client.indices().delete(r -> r.index(expired)));
        LOG.info("dropped {} because {} days are kept", expired, days);
      }
    }
  }
}
