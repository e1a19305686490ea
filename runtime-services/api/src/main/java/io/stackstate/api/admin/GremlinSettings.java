package io.stackstate.api.admin;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The section {@code stackstate.api.gremlin}; {@code reference.conf} says what each key means.
 *
 * @param maxActive traversals at the same time
 */
public record GremlinSettings(
    boolean enabled, Duration timeout, long maxVisited, int maxResults, int maxActive) {

  public static GremlinSettings read(Config section) {
    return new GremlinSettings(
        section.getBoolean("enabled"),
        section.getDuration("timeout"),
        section.getLong("maxVisitedElements"),
        section.getInt("maxResults"),
        section.getInt("maxActive"));
  }
}
