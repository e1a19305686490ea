package io.stackstate.api.events;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Handler;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.Topologies;
import io.stackstate.stql.QueryLimits;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.ValuePage;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code /api/events}, {@code /api/eventsHistogram}, {@code /api/eventTypes}, {@code
 * /api/eventSources} and {@code /api/eventTags} (health sheet, section 8.4): the events of what a
 * query selects at the play-head. A mistake in a request is 400 {@code RequestValidationError}; 503
 * while the store of events is away.
 */
public final class EventResource {
  private static final int MAX_BUCKETS = 1_000;
  private static final int MAX_VALUES = 1_000;
  private static final int LONGEST_MATCH = 200;

  private final EventStore store;
  private final EventTopology topology;
  private final Semaphore active;

  /**
   * @param limits of the query that selects elements
   * @param maxActive requests that are answered at the same time; more are 503
   */
  public EventResource(
      EventStore store,
      Topologies topologies,
      QueryLimits limits,
      int maxActive,
      InstantSource clock) {
    this.store = store;
    this.topology = new EventTopology(topologies, limits, clock);
    this.active = new Semaphore(maxActive);
  }

  public void bind(Routes routes) {
    routes
        .post(Permission.ACCESS_EXPLORE, "/api/events", guarded(this::list))
        .get(Permission.ACCESS_EXPLORE, "/api/events/{id}", guarded(this::get))
        .post(Permission.ACCESS_EXPLORE, "/api/eventsHistogram", guarded(this::histogram))
        .get(Permission.ACCESS_EXPLORE, "/api/eventTypes", guarded(values(EventStore::types)))
        .get(Permission.ACCESS_EXPLORE, "/api/eventSources", guarded(values(EventStore::sources)))
        .get(Permission.ACCESS_EXPLORE, "/api/eventTags", guarded(values(EventStore::tags)));
  }

  /** Lists the values of one field. */
  @FunctionalInterface
  private interface Values {
    ValuePage of(EventStore store, EventFilter filter, String match, int limit)
        throws EventsUnavailableException;
  }

  private Handler guarded(Handler work) {
    return call -> {
      if (!active.tryAcquire()) {
        throw ApiException.of(503, "too many requests for events at the same time; try again");
      }
      try {
        return work.handle(call);
      } catch (EventsUnavailableException e) {
        throw ApiException.of(503, "events cannot be read: " + e.getMessage());
      } catch (TopologyOverflowException e) {
        throw EventErrors.overflow(e);
      } catch (ApiException e) {
        throw EventErrors.typed(e);
      } finally {
        active.release();
      }
    };
  }

  private Answer list(Call call) throws Exception {
    JsonFields body = call.body();
    EventRequest request = EventRequest.of(body);
    int limit = number(body, "limit", EventStore.MAX_PAGE);
    Optional<EventPage.Cursor> cursor = cursor(body);
    TopologySnapshot snapshot = topology.at(call, request.playHead());
    EventFilter filter = request.filter(topology.select(call, request, snapshot));
    EventPage page = store.find(filter, cursor, limit);
    EventWriter writer = new EventWriter(snapshot, call.caller().isScoped());
    return Answer.stream(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (StoredEvent event : page.items()) {
            writer.write(out, event);
          }
          out.writeEndArray();
          out.writeNumberField("total", page.total());
          out.writeEndObject();
        });
  }

  private static Optional<EventPage.Cursor> cursor(JsonFields body) {
    if (!body.has("cursor")) {
      return Optional.empty();
    }
    JsonFields cursor = body.object("cursor");
    long time =
        cursor
            .whole("lastEventTimestampMs", 0, "epoch milliseconds")
            .orElseThrow(() -> cursor.bad("lastEventTimestampMs", "epoch milliseconds"));
    return Optional.of(new EventPage.Cursor(time, cursor.requiredText("lastEventId")));
  }

  private static int number(JsonFields body, String name, int maximum) {
    String expected = "a whole number from 1 to " + maximum;
    long value = body.whole(name, 1, expected).orElseThrow(() -> body.bad(name, expected));
    if (value > maximum) {
      throw body.bad(name, expected);
    }
    return (int) value;
  }

  private Answer get(Call call) throws Exception {
    String id = call.path("id");
    long from = EventRequest.required(call, EventRequest.START);
    long to = EventRequest.required(call, EventRequest.END);
    EventRequest.requireOrder(from, to);
    TopologySnapshot snapshot =
        topology.at(call, call.longParam(EventRequest.PLAY_HEAD, 0, Long.MAX_VALUE));
    boolean scoped = call.caller().isScoped();
    EventWriter writer = new EventWriter(snapshot, scoped);
    StoredEvent event =
        store
            .get(id, from, to)
            .filter(found -> !scoped || !writer.find(found).isEmpty())
            .orElseThrow(() -> EventErrors.notFound(id));
    return Answer.ok(out -> writer.write(out, event));
  }

  private Answer histogram(Call call) throws Exception {
    JsonFields body = call.body();
    EventRequest request = EventRequest.of(body);
    int count = number(body, "histogramBucketCount", MAX_BUCKETS);
    TopologySnapshot snapshot = topology.at(call, request.playHead());
    EventFilter filter = request.filter(topology.select(call, request, snapshot));
    List<EventBucket> buckets = store.histogram(filter, count);
    return Answer.ok(out -> HistogramWriter.write(out, buckets));
  }

  /**
   * Elasticsearch takes patterns of up to 1,000 characters, of which each of the text makes four.
   */
  private static String match(Call call) {
    String match = call.param("match").orElse("");
    if (match.length() > LONGEST_MATCH) {
      throw ApiException.badField(
          "match", match.length() + " characters", "at most " + LONGEST_MATCH);
    }
    return match;
  }

  private Handler values(Values values) {
    return call -> {
      EventRequest request = EventRequest.of(call);
      int limit =
          (int)
              call.longParam("limit", 1, MAX_VALUES)
                  .orElseThrow(
                      () ->
                          ApiException.badField(
                              "limit", "nothing", "a whole number from 1 to " + MAX_VALUES));
      TopologySnapshot snapshot = topology.at(call, request.playHead());
      EventFilter filter = request.filter(topology.select(call, request, snapshot));
      ValuePage page = values.of(store, filter, match(call), limit);
      return Answer.ok(
          out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (String item : page.items()) {
              out.writeString(item);
            }
            out.writeEndArray();
            out.writeNumberField("total", page.total());
            out.writeEndObject();
          });
    };
  }
}
