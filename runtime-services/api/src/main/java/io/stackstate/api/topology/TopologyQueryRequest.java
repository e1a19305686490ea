package io.stackstate.api.topology;

import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.stql.PatternFilter;
import io.stackstate.stql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The body of {@code POST /api/topology/query}: a query, and what the language has no words for
 * (query sheet, section 11).
 *
 * @param at epoch milliseconds; empty is now
 * @param patterns restrict the query further
 * @param form what of the components is wanted
 */
record TopologyQueryRequest(
    Query query, OptionalLong at, List<PatternFilter> patterns, QueryForm form) {

  static TopologyQueryRequest read(Call call) {
    JsonFields body = call.body();
    return new TopologyQueryRequest(
        query(call, body), at(body), patterns(body), QueryForm.read(body));
  }

  /** The field {@code query}, within the caller's scopes; absent or blank selects everything. */
  static Query query(Call call, JsonFields body) {
    return QueryGate.parse(call, body.text("query").orElse(""));
  }

  /** The instant {@code at}, epoch milliseconds; absent is now. */
  static OptionalLong at(JsonFields body) {
    return body.whole("at", 0, "epoch milliseconds")
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The object {@code patterns}: a pattern for each attribute that it names. */
  static List<PatternFilter> patterns(JsonFields body) {
    JsonFields patterns = body.object("patterns");
    List<PatternFilter> filters = new ArrayList<>();
    for (String name : patterns.names()) {
      String pattern = patterns.requiredText(name);
      if (pattern.length() > PatternFilter.MAX_LENGTH) {
        throw patterns.bad(name, "at most " + PatternFilter.MAX_LENGTH + " characters");
      }
      filters.add(new PatternFilter(Attributes.named(name, "patterns"), pattern));
    }
    return filters;
  }
}
