package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryOptions;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** The topology that one run sees. For its thread. */
final class TopologyReader {
  private static final int MOST_PAST = 4;

  private final TopologySource source;
  private final TopologySnapshot present;
  private final QueryEngine engine;
  private final InstantSource clock;

  /** A script asks for components and relations of the same time one after the other. */
  private final Map<Long, TopologySnapshot> past = new HashMap<>();

  TopologyReader(
      TopologySource source, TopologySnapshot present, QueryEngine engine, InstantSource clock) {
    this.source = source;
    this.present = present;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * @param millis null for now, or epoch milliseconds; in the future means now
   */
  TopologySnapshot at(Long millis) {
    if (millis == null || millis >= clock.millis()) {
      return present;
    }
    if (past.size() >= MOST_PAST) {
      past.clear();
    }
    return past.computeIfAbsent(millis, source::at);
  }

  /**
   * What a query finds.
   *
   * @param millis as for {@link #at}
   */
  Found find(String query, Long millis) {
    TopologySnapshot snapshot = at(millis);
    return new Found(snapshot, select(query, snapshot));
  }

  /** The components that a query selects, as ordinals of the snapshot. */
  RoaringBitmap select(String query, TopologySnapshot snapshot) {
    try {
      QueryOptions options =
          QueryOptions.NONE.cancelledBy(() -> Thread.currentThread().isInterrupted());
      return engine.evaluate(Query.parse(query), snapshot, options).components();
    } catch (StqlParseException e) {
      throw new ScriptApiException("the STQL query is wrong: " + e.getMessage());
    } catch (QueryTooLargeException | QueryTimeoutException e) {
      throw new ScriptApiException("the STQL query cannot be answered: " + e.getMessage());
    }
  }
}
