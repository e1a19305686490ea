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
import org.roaringbitmap.RoaringBitmap;

/** The topology that one run sees. For its thread. */
final class TopologyReader {
  private final TopologySource source;
  private final TopologySnapshot present;
  private final QueryEngine engine;
  private final InstantSource clock;

  TopologyReader(
      TopologySource source, TopologySnapshot present, QueryEngine engine, InstantSource clock) {
    this.source = source;
    this.present = present;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * @param when null for now, a {@link TimeSlice} or an instant; in the future means now
   */
  TopologySnapshot at(Object when) {
    if (when == null) {
      return present;
    }
    if (when instanceof TimeSlice slice) {
      return slice.snapshot();
    }
    long now = clock.millis();
    long millis = InstantText.millis(when, now);
    return millis >= now ? present : source.at(millis);
  }

  /** Epoch milliseconds that are meant, for what is said about a query. */
  long timeOf(Object when, TopologySnapshot snapshot) {
    long now = clock.millis();
    if (when == null) {
      return now;
    }
    return when instanceof TimeSlice ? snapshot.timeMillis() : InstantText.millis(when, now);
  }

  /**
   * What a query finds.
   *
   * @param when as for {@link #at}
   */
  Found find(String query, Object when) {
    TopologySnapshot snapshot = at(when);
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
