package io.stackstate.api.topology;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.scope.Scope;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryOptions;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * Lets so many queries run or be sent at the same time, each within its limits and its time (query
 * sheet, section 3.1). Whatever keeps a well-formed query from an answer is itself an answer, with
 * status 200 and one of the types of section 4.1. Thread-safe.
 */
public final class QueryGate {
  private final Topologies topologies;
  private final SnapshotLimits limits;
  private final InstantSource clock;
  private final QueryEngine engine;
  private final Semaphore active;

  public QueryGate(Topologies topologies, SnapshotLimits limits, InstantSource clock) {
    this.topologies = topologies;
    this.limits = limits;
    this.clock = clock;
    this.engine = new QueryEngine(limits.query(limits.maxTimeout()));
    this.active = new Semaphore(limits.maxActiveQueries());
  }

  /**
   * What a query is answered from.
   *
   * @param snapshot as the caller sees it
   * @param deadline when nobody needs the answer any more
   */
  public record Source(
      TopologySnapshot snapshot,
      Scope scope,
      QueryEngine engine,
      QueryOptions options,
      Instant deadline) {}

  /** Answers one query. */
  @FunctionalInterface
  public interface Work {
    /**
     * @return the body, which may be written later; it holds the query's place until it is sent
     */
    JsonBody answer(Source source)
        throws QueryTooLargeException,
            QueryTimeoutException,
            ResultTooLargeException,
            DataUnavailableException,
            Topologies.SnapshotTimeoutException,
            InterruptedException;
  }

  /** A result passes a limit of the server. */
  public static final class ResultTooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int limit;

    ResultTooLargeException(int limit) {
      super("the result has more than " + limit + " elements", null, false, false);
      this.limit = limit;
    }
  }

  SnapshotLimits limits() {
    return limits;
  }

  /**
   * Runs a query, or says why it cannot.
   *
   * @param time epoch milliseconds; empty is now
   * @param envelope put around the answer, also around one that says why there is none
   */
  public Answer run(Call call, OptionalLong time, UnaryOperator<JsonBody> envelope, Work work)
      throws InterruptedException {
    Duration timeout = timeout(call);
    if (!active.tryAcquire()) {
      return Answer.ok(envelope.apply(typed("ViewSnapshotTooManyActiveQueries", out -> {})));
    }
    Answer answer = null;
    try {
      answer = evaluate(call, time, timeout, envelope, work);
    } finally {
      if (!(answer instanceof Answer.Stream)) {
        active.release();
      }
    }
    return answer;
  }

  /** The answer holds the query's place when it is a stream, and only then. */
  private Answer evaluate(
      Call call, OptionalLong time, Duration timeout, UnaryOperator<JsonBody> envelope, Work work)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(timeout);
    JsonBody problem;
    try {
      TopologySnapshot whole =
          time.isEmpty() ? topologies.now() : topologies.at(time.getAsLong(), deadline);
      Scope scope = Scope.of(call.caller());
      TopologySnapshot snapshot = scope.restrict(whole);
      QueryOptions options =
          QueryOptions.NONE.cancelledBy(
              () -> call.isCancelled() || !clock.instant().isBefore(deadline));
      if (options.cancelled().getAsBoolean()) {
        throw new Topologies.SnapshotTimeoutException("no time is left for the query");
      }
      JsonBody body = work.answer(new Source(snapshot, scope, engine, options, deadline));
      return new Answer.Stream(envelope.apply(body), active::release);
    } catch (QueryTooLargeException e) {
      problem = overflow(e.limit());
    } catch (ResultTooLargeException e) {
      problem = overflow(e.limit);
    } catch (QueryTimeoutException
        | CancellationException
        | Topologies.SnapshotTimeoutException e) {
      problem = timedOut(timeout);
    } catch (DataUnavailableException e) {
      problem = unavailable(e);
    }
    return Answer.ok(envelope.apply(problem));
  }

  private Duration timeout(Call call) {
    long seconds = limits.maxTimeout().toSeconds();
    OptionalLong inSeconds = call.longParam("timeoutSeconds", 1, Integer.MAX_VALUE);
    if (inSeconds.isPresent()) {
      return Duration.ofSeconds(Math.min(inSeconds.getAsLong(), seconds));
    }
    OptionalLong inMillis = call.longParam("timeout-ms", 1, Integer.MAX_VALUE);
    return inMillis.isPresent()
        ? Duration.ofMillis(Math.min(inMillis.getAsLong(), limits.maxTimeout().toMillis()))
        : limits.defaultTimeout();
  }

  /**
   * Reads a query as the caller may ask it: within their scopes.
   *
   * @throws ApiException 400 {@code QueryParsingFailure} with the place of the mistake; 403 when
   *     the caller may not ask queries of their own
   */
  public static Query parse(Call call, String text) {
    return Scope.of(call.caller()).restrict(own(call, text));
  }

  /** As {@link #parse(Call, String)}, for a snapshot that is restricted: without the scopes. */
  public static Query own(Call call, String text) {
    Query query = parse(text);
    if (!text.isBlank() && !call.caller().may(Permission.PERFORM_CUSTOM_QUERY)) {
      throw ApiException.of(
          403,
          "not permitted: this needs the permission " + Permission.PERFORM_CUSTOM_QUERY.text());
    }
    return query;
  }

  /**
   * Reads a query, as text alone: nobody's scopes restrict it.
   *
   * @throws ApiException 400 {@code QueryParsingFailure} with the place of the mistake
   */
  public static Query parse(String text) {
    try {
      return Query.parse(text);
    } catch (StqlParseException e) {
      throw unreadable(e);
    }
  }

  /** The 400 for a text that is no query. */
  public static ApiException unreadable(StqlParseException e) {
    return ApiException.named(
        400,
        "QueryParsingFailure",
        e.getMessage(),
        out -> out.writeStringField("reason", e.getMessage()));
  }

  private static JsonBody overflow(int limit) {
    return typed("ViewSnapshotTopologySizeOverflow", out -> out.writeNumberField("maxSize", limit));
  }

  private static JsonBody timedOut(Duration timeout) {
    return typed(
        "ViewSnapshotFetchTimeout",
        out -> out.writeNumberField("usedTimeoutSeconds", Math.max(1, timeout.toSeconds())));
  }

  private static JsonBody unavailable(DataUnavailableException e) {
    return typed(
        "ViewSnapshotDataUnavailable",
        out -> {
          out.writeNumberField("unavailableAtEpochMs", e.unavailableAtMillis());
          out.writeNumberField("availableSinceEpochMs", e.availableSinceMillis());
        });
  }

  private static JsonBody typed(String type, JsonBody fields) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("_type", type);
      fields.write(out);
      out.writeEndObject();
    };
  }
}
