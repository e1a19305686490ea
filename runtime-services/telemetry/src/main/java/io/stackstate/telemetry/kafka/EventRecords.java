package io.stackstate.telemetry.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.event.Categories;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventReader;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of event topics. */
final class EventRecords implements RecordReader {
  private final EventReader reader;
  private final Counter outdated;

  /**
   * @throws IllegalArgumentException when a setting is wrong
   */
  EventRecords(Config root, MeterRegistry metrics) {
    Config c = root.getConfig("stackstate.telemetry.events");
    reader = new EventReader(categories(c.getConfig("categoryAliases")), c.getDuration("maxAge"));
    outdated =
        Counter.builder("stackstate.telemetry.events.outdated")
            .description("Events that were too old to be stored when they came")
            .register(metrics);
  }

  private static Categories categories(Config aliases) {
    Map<String, String> map = new HashMap<>();
    aliases
        .entrySet()
        .forEach(
            entry ->
                map.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    return new Categories(map);
  }

  @Override
  public void read(ConsumerRecord<byte[], byte[]> record, Consumer<Document> to)
      throws IOException {
    reader
        .read(EventGroup.ofTopic(record.topic()), record.value(), record.timestamp())
        .ifPresentOrElse(to, outdated::increment);
  }
}
