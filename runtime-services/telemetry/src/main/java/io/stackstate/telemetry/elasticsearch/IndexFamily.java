package io.stackstate.telemetry.elasticsearch;

import io.stackstate.model.Topics;
import io.stackstate.telemetry.event.EventGroup;
import java.util.List;

/**
 * Daily indices that are made, filled and dropped together.
 *
 * @param holds what they hold, as people say it
 * @param prefixes what their names begin with, each with a template of this name
 * @param version of the templates, to be raised with each change of one of their files
 * @param days how many are kept of each prefix, today's included
 */
record IndexFamily(String holds, List<String> prefixes, long version, int days) {
  /** What the names of the indices of metrics begin with; their alias too. */
  static final String METRICS = Topics.MULTI_METRICS;

  static IndexFamily events(int days) {
    return new IndexFamily("events", EventGroup.prefixes(), 1, days);
  }

  static IndexFamily metrics(int days) {
    return new IndexFamily("metrics", List.of(METRICS), 1, days);
  }
}
