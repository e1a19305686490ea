package io.stackstate.api.events;

import io.stackstate.api.cause.RootCauseMode;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.telemetry.event.Categories;
import io.stackstate.telemetry.event.EventFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose events are asked for, and which (health sheet, section 8.4), however it was said.
 *
 * @param from epoch milliseconds, included, as is {@code to}
 * @param query STQL; blank selects everything
 * @param playHead the instant whose topology the query is about, epoch milliseconds; empty is now
 * @param connected whether the neighbours of what the query selects are meant too
 * @param causes what is meant of the causes that lie outside of what the query selects
 */
record EventRequest(
    long from,
    long to,
    String query,
    OptionalLong playHead,
    boolean connected,
    RootCauseMode causes,
    List<String> types,
    List<String> categories,
    List<String> sources,
    List<String> tags) {
  static final String START = "startTimestampMs";
  static final String END = "endTimestampMs";
  static final String PLAY_HEAD = "playHeadTimestampMs";
  private static final String MILLIS = "epoch milliseconds";
  private static final List<String> CAUSE_MODES =
      List.of("no-cause", "cause-only", "full-cause-tree");

  EventRequest {
    requireOrder(from, to);
    for (String category : categories) {
      if (!Categories.ALL.contains(category)) {
        throw ApiException.badField("eventCategories", category, JsonFields.oneOf(Categories.ALL));
      }
    }
  }

  /** Reads a body. */
  static EventRequest of(JsonFields body) {
    RootCauseMode causes = mode(body.text("rootCauseMode"));
    if (!body.has("topologyQuery")) {
      throw body.bad("topologyQuery", "an STQL query as a string");
    }
    Optional<Long> playHead = body.whole(PLAY_HEAD, 0, MILLIS);
    return new EventRequest(
        required(body, START),
        required(body, END),
        body.text("topologyQuery").orElse(""),
        optional(playHead.or(() -> body.whole("topologyTimestamp", 0, MILLIS))),
        body.flag("includeConnectedComponents"),
        causes,
        body.texts("eventTypes"),
        body.texts("eventCategories"),
        body.texts("eventSources"),
        body.texts("eventTags"));
  }

  /** Reads query parameters; a query that is blank or not there selects everything. */
  static EventRequest of(Call call) {
    RootCauseMode causes = mode(call.param("rootCauseMode"));
    return new EventRequest(
        required(call, START),
        required(call, END),
        call.param("topologyQuery").orElse(""),
        call.longParam(PLAY_HEAD, 0, Long.MAX_VALUE),
        call.flagParam("includeConnectedComponents"),
        causes,
        call.params("eventTypes"),
        call.params("eventCategories"),
        call.params("eventSources"),
        call.params("eventTags"));
  }

  /** A time that must be among the query parameters. */
  static long required(Call call, String name) {
    return call.longParam(name, 0, Long.MAX_VALUE)
        .orElseThrow(() -> ApiException.badField(name, "nothing", MILLIS));
  }

  private static long required(JsonFields body, String name) {
    return body.whole(name, 0, MILLIS).orElseThrow(() -> body.bad(name, MILLIS));
  }

  /** Ends must not lie before starts. */
  static void requireOrder(long from, long to) {
    if (to < from) {
      throw ApiException.badField(
          END, Long.toString(to), "a time not before " + START + ", " + from);
    }
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static RootCauseMode mode(Optional<String> given) {
    String text = given.orElse("no-cause");
    return RootCauseMode.of(text)
        .orElseThrow(
            () -> ApiException.badField("rootCauseMode", text, JsonFields.oneOf(CAUSE_MODES)));
  }

  /** What is asked of the store. */
  EventFilter filter(EventFilter.Elements elements) {
    return new EventFilter(
        from,
        to,
        elements,
        WantedValues.of("eventTypes", types),
        categories,
        WantedValues.of("eventSources", sources),
        WantedValues.of("eventTags", tags));
  }
}
