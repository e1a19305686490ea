package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventsUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The templates that daily indices are made by. Each has a version: a newer one replaces it for the
 * indices of later days, and an older program leaves it alone.
 */
final class IndexTemplates {
  /** To be raised with each change of a template's file. */
  static final long VERSION = 1;

  private final ElasticsearchConnection connection;

  IndexTemplates(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /** Puts those that are missing or older. */
  void ensure() throws EventsUnavailableException {
    for (EventGroup group : EventGroup.values()) {
      connection.send(
          client -> {
            if (version(client, group) < VERSION) {
              put(client, group);
            }
            return group;
          });
    }
  }

  private static long version(ElasticsearchClient client, EventGroup group) throws IOException {
    try {
      return client
          .indices()
          .getIndexTemplate(r -> r.name(group.prefix()))
          .indexTemplates()
          .stream()
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

  private static void put(ElasticsearchClient client, EventGroup group) throws IOException {
    try (InputStream template =
        IndexTemplates.class.getResourceAsStream(group.prefix() + ".json")) {
      client
          .indices()
          .putIndexTemplate(
              r ->
                  r.name(group.prefix())
                      .indexPatterns(List.of(group.pattern()))
                      .priority(500L)
                      .version(VERSION)
                      .template(t -> t.withJson(template)));
    }
  }
}
