package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.check.ElementTelemetry;
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
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.roaringbitmap.RoaringBitmap;

/** The topology that one run sees. For its thread. */
final class TopologyReader {
  private static final int MOST_PAST = 4;

  private final TopologySource source;
  private final TopologySnapshot present;
  private final MadeSource made;
  private final QueryEngine engine;
  private final InstantSource clock;

  /** A script asks for components and relations of the same time one after the other. */
  private final Map<Long, TopologySnapshot> past = new HashMap<>();

  TopologyReader(
      TopologySource source,
      TopologySnapshot present,
      MadeSource made,
      QueryEngine engine,
      InstantSource clock) {
    this.source = source;
    this.present = present;
    this.made = made;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * @param millis null for now, or epoch milliseconds; in the future means now
   */
  TopologySnapshot at(Long millis) {
    if (isPresent(millis)) {
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
    return new Found(snapshot, select(query, snapshot), made(millis));
  }

  /**
   * What people gave an element.
   *
   * @param millis as for {@link #at}
   */
  LongFunction<ElementTelemetry> made(Long millis) {
    OptionalLong time = isPresent(millis) ? OptionalLong.empty() : OptionalLong.of(millis);
    return element -> made.of(element, time);
  }

  private boolean isPresent(Long millis) {
    return millis == null || millis >= clock.millis();
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
