package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The templates that daily indices are made by. Each has a version: a newer one replaces it for the
 * indices of later days, and an older program leaves it alone.
 */
final class IndexTemplates {
  private final ElasticsearchConnection connection;
  private final IndexFamily family;

  IndexTemplates(ElasticsearchConnection connection, IndexFamily family) {
    this.connection = connection;
    this.family = family;
  }

  /** Puts those that are missing or older. */
  void ensure() throws StoreUnavailableException {
    for (String prefix : family.prefixes()) {
      connection.send(
          client -> {
            if (version(client, prefix) < family.version()) {
              put(client, prefix);
            }
            return prefix;
          });
    }
  }

  private static long version(ElasticsearchClient client, String prefix) throws IOException {
    try {
      return client.indices().getIndexTemplate(r -> r.name(prefix)).indexTemplates().stream()
          .map(template -> template.indexTemplate().version())
          .mapToLong(version -> version == null ? 0 : version)
          .findFirst()
          .orElse(0);
    } catch (ElasticsearchException e) {
      if (e.status() == 404) {
        return 0;
      }
      throw e;
    }
  }

  private void put(ElasticsearchClient client, String prefix) throws IOException {
    try (InputStream template = IndexTemplates.class.getResourceAsStream(prefix + ".json")) {
      client
          .indices()
          .putIndexTemplate(
              r ->
                  r.name(prefix)
                      .indexPatterns(List.of(DailyIndex.pattern(prefix)))
                      .priority(500L)
                      .version(family.version())
                      .template(t -> t.withJson(template)));
    }
  }
}
