package io.stackstate.api.topology;

import io.stackstate.api.auth.Caller;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.scope.Scope;
import io.stackstate.model.ElementId;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/** Finds one element in the topology of the instant that a request names. */
public final class ElementLookup {
  private final Topologies topologies;
  private final Duration timeout;
  private final InstantSource clock;

  public ElementLookup(Topologies topologies, Duration timeout, InstantSource clock) {
    this.topologies = topologies;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * The snapshot, as the caller sees it, of query parameter {@code topologyTime} or {@code
   * queryTime}, epoch milliseconds; absent or {@code now} is the present.
   */
  public TopologySnapshot snapshot(Call call) throws InterruptedException {
    return snapshot(call.caller(), time(call));
  }

  /**
   * The snapshot, as the caller sees it, of an instant.
   *
   * @param time epoch milliseconds; empty is the present
   * @throws ApiException 404 {@code DataUnavailable}, 503 when it cannot be had in time
   */
  public TopologySnapshot snapshot(Caller caller, OptionalLong time) throws InterruptedException {
    Scope scope = Scope.of(caller);
    if (time.isEmpty()) {
      return scope.restrict(topologies.now());
    }
    try {
      return scope.restrict(topologies.at(time.getAsLong(), clock.instant().plus(timeout)));
    } catch (DataUnavailableException e) {
      throw ElementErrors.unavailable(e);
    } catch (Topologies.SnapshotTimeoutException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  /** The instant that a request names; empty for the present. */
  public OptionalLong time(Call call) {
    OptionalLong time = time(call, "topologyTime");
    return time.isEmpty() ? time(call, "queryTime") : time;
  }

  /** The instant that a request asks for; empty when that is now or has not come yet. */
  public OptionalLong past(Call call) {
    OptionalLong time = time(call);
    return time.isPresent() && time.getAsLong() < clock.millis() ? time : OptionalLong.empty();
  }

  private static OptionalLong time(Call call, String name) {
    Optional<String> text = call.param(name);
    return text.isEmpty() || text.get().equals("now")
        ? OptionalLong.empty()
        : call.longParam(name, 0, Long.MAX_VALUE);
  }

  /** By id when it is the number of one, otherwise by identifier; 404 when there is none. */
  public static int component(TopologySnapshot snapshot, String idOrIdentifier) {
    OptionalLong id = ElementId.parse(idOrIdentifier);
    int ordinal = id.isPresent() ? snapshot.componentOrdinal(id.getAsLong()) : -1;
    if (ordinal < 0) {
      RoaringBitmap matches = snapshot.components(Attribute.IDENTIFIER, idOrIdentifier);
      ordinal = matches.isEmpty() ? -1 : matches.first();
    }
    return found(ordinal, "Component", idOrIdentifier);
  }

  /** By id; 404 when there is none. */
  public static int relation(TopologySnapshot snapshot, String idText) {
    OptionalLong id = ElementId.parse(idText);
    if (id.isEmpty()) {
      throw ApiException.badField("id", "\"" + idText + "\"", "the number of a relation");
    }
    return found(snapshot.relationOrdinal(id.getAsLong()), "Relation", idText);
  }

  private static int found(int ordinal, String type, String id) {
    if (ordinal >= 0) {
      return ordinal;
    }
    throw ElementErrors.notFound(type, id);
  }
}
