package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.Document;
import io.stackstate.telemetry.store.DocumentSink;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores documents by bulk requests, and keeps templates and retention. For one thread. */
public final class DocumentIndexer implements DocumentSink {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentIndexer.class);
  private static final int CONFLICT = 409;
  private static final int MAX_BULK_BYTES = 5 << 20;
  private static final long RETENTION_MILLIS = Duration.ofHours(1).toMillis();
  private static final long QUOTA_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final int LOGGED = 5;

  private final ElasticsearchConnection connection;
  private final IndexTemplates templates;
  private final Retention retention;
  private final DiskQuota quota;
  private final IndexFamily family;
  private final Counter stored;
  private final Counter refused;
  private boolean templatesPut;
  private long nextRetention;
  private long nextQuota;

  private DocumentIndexer(
      ElasticsearchConnection connection,
      IndexFamily family,
      DiskBudget budget,
      MeterRegistry metrics) {
    this.connection = connection;
    this.family = family;
    this.templates = new IndexTemplates(connection, family);
    this.retention = new Retention(connection, family);
    this.quota = new DiskQuota(connection, family, budget, metrics);
    String name = "stackstate.telemetry." + family.holds();
    this.stored =
        Counter.builder(name + ".stored")
            .description("Those that Elasticsearch has taken")
            .register(metrics);
    this.refused =
        Counter.builder(name + ".refused")
            .description("Those that Elasticsearch will never take; the log says why")
            .register(metrics);
  }

  /**
   * For events.
   *
   * @param days how many daily indices are kept, unless they take too much of the disk
   */
  public static DocumentIndexer events(
      ElasticsearchConnection connection, int days, DiskBudget budget, MeterRegistry metrics) {
    return new DocumentIndexer(connection, IndexFamily.events(days), budget, metrics);
  }

  /** Likewise for metrics. */
  public static DocumentIndexer metrics(
      ElasticsearchConnection connection, int days, DiskBudget budget, MeterRegistry metrics) {
    return new DocumentIndexer(connection, IndexFamily.metrics(days), budget, metrics);
  }

  @Override
  public void write(List<Document> documents) throws StoreUnavailableException {
    try {
      store(documents);
    } catch (StoreUnavailableException e) {
      // What comes back may be another Elasticsearch, without them.
      templatesPut = false;
      throw e;
    }
  }

  private void store(List<Document> documents) throws StoreUnavailableException {
    ensureTemplates();
    List<BulkOperation> bulk = new ArrayList<>();
    long bytes = 0;
    for (Document document : documents) {
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
  private void ensureTemplates() throws StoreUnavailableException {
    if (!templatesPut) {
      templates.ensure();
      templatesPut = true;
    }
  }

  private static BulkOperation operation(Document document) {
    BinaryData json = BinaryData.of(document.json(), ContentType.APPLICATION_JSON);
    return BulkOperation.of(
        op -> op.create(c -> c.index(document.index()).id(document.id()).document(json)));
  }

  private void send(List<BulkOperation> operations) throws StoreUnavailableException {
    BulkResponse response = connection.send(client -> client.bulk(r -> r.operations(operations)));
    int failed = 0;
    for (BulkResponseItem item : response.items()) {
      if (item.error() == null || item.status() == CONFLICT) {
        continue;
      }
      String reason = item.error().type() + ": " + item.error().reason();
      if (ElasticsearchConnection.isPassing(item.status())) {
        throw new StoreUnavailableException(
            "Elasticsearch does not take " + family.holds() + " now, " + reason);
      }
      if (failed++ < LOGGED) {
        LOG.warn(
            "one of the {} for {} is not stored, because Elasticsearch refuses it: {}",
            family.holds(),
            item.index(),
            reason);
      }
    }
    refused.increment(failed);
    stored.increment(operations.size() - (double) failed);
  }

  /** Also finds out, while nothing comes, whether Elasticsearch is there. */
  @Override
  public void maintain(long nowMillis) throws StoreUnavailableException {
    ensureTemplates();
    if (nowMillis >= nextRetention) {
      retention.apply(nowMillis);
      nextRetention = nowMillis + RETENTION_MILLIS;
    } else if (nowMillis >= nextQuota) {
      quota.apply();
      nextQuota = nowMillis + QUOTA_MILLIS;
    } else {
      // Whether it is there does not matter, only that there is an answer.
      connection.send(client -> client.indices().exists(r -> r.index(family.prefixes())).value());
    }
  }
}
