package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.event.EventDocument;
import io.stackstate.telemetry.event.EventSink;
import io.stackstate.telemetry.event.EventsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores documents by bulk requests, and keeps templates and retention. For one thread. */
public final class EventIndexer implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventIndexer.class);
  private static final int CONFLICT = 409;
  private static final int MAX_BULK_BYTES = 5 << 20;
  private static final long RETENTION_MILLIS = Duration.ofHours(1).toMillis();
  private static final int LOGGED = 5;

  /** Whether it is there does not matter, only that there is an answer. */
  private static final String PROBED = "sts_topology_events";

  private final ElasticsearchConnection connection;
  private final IndexTemplates templates;
  private final Retention retention;
  private final Counter stored;
  private final Counter refused;
  private boolean templatesPut;
  private long nextRetention;

  /**
   * @param days how many daily indices are kept
   */
  public EventIndexer(ElasticsearchConnection connection, int days, MeterRegistry metrics) {
    this.connection = connection;
    this.templates = new IndexTemplates(connection);
    this.retention = new Retention(connection, days);
    this.stored =
        Counter.builder("stackstate.telemetry.events.stored")
            .description("Events that Elasticsearch has taken")
            .register(metrics);
    this.refused =
        Counter.builder("stackstate.telemetry.events.refused")
            .description("Events that Elasticsearch will never take; the log says why")
            .register(metrics);
  }

  @Override
  public void write(List<EventDocument> documents) throws EventsUnavailableException {
    ensureTemplates();
    List<BulkOperation> bulk = new ArrayList<>();
    long bytes = 0;
    for (EventDocument document : documents) {
      if (bytes > 0 && bytes + document.json().length > MAX_BULK_BYTES) {
        send(bulk);
        bulk.clear();
        bytes = 0;
      }
      bulk.add(operation(document));
      bytes += document.json().length;
    }
    if (!bulk.isEmpty()) {
      send(bulk);
    }
  }

  /** Without the templates an index would be made with mappings that are guessed. */
  private void ensureTemplates() throws EventsUnavailableException {
    if (!templatesPut) {
      templates.ensure();
      templatesPut = true;
    }
  }

  private static BulkOperation operation(EventDocument document) {
    BinaryData json = BinaryData.of(document.json(), ContentType.APPLICATION_JSON);
    return BulkOperation.of(
        op -> op.create(c -> c.index(document.index()).id(document.id()).document(json)));
  }

  private void send(List<BulkOperation> operations) throws EventsUnavailableException {
    BulkResponse response = connection.send(client -> client.bulk(r -> r.operations(operations)));
    int failed = 0;
    for (BulkResponseItem item : response.items()) {
      if (item.error() == null || item.status() == CONFLICT) {
        continue;
      }
      String reason = item.error().type() + ": " + item.error().reason();
      if (ElasticsearchConnection.isPassing(item.status())) {
        throw new EventsUnavailableException("Elasticsearch does not take events now, " + reason);
      }
      if (failed++ < LOGGED) {
        LOG.warn("event {} is not stored, because Elasticsearch refuses it: {}", item.id(), reason);
      }
    }
    refused.increment(failed);
    stored.increment(operations.size() - (double) failed);
  }

  /** Also finds out, while no events come, whether Elasticsearch is there. */
  @Override
  public void maintain(long nowMillis) throws EventsUnavailableException {
    ensureTemplates();
    if (nowMillis >= nextRetention) {
      retention.apply(nowMillis);
      nextRetention = nowMillis + RETENTION_MILLIS;
    } else {
      connection.send(client -> client.indices().exists(r -> r.index(PROBED)).value());
    }
  }
}
