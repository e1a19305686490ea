package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query of the topology as it is put together (query sheet, section 6.1). Without an end such as
 * {@code components()} it is its whole response. Immutable.
 */
public final class TopologyQuery implements Pending, PlainValue {
  private final ScriptHost host;
  private final InstantSource clock;
  private final String query;

  /** Null for now; then further times at which the same is asked. */
  private final List<Object> times;

  private final List<TopologyQuery> compared;

  TopologyQuery(ScriptHost host, InstantSource clock, String query) {
    this(host, clock, query, Collections.singletonList(null), List.of());
  }

  private TopologyQuery(
      ScriptHost host,
      InstantSource clock,
      String query,
      List<Object> times,
      List<TopologyQuery> compared) {
    this.host = host;
    this.clock = clock;
    this.query = query;
    this.times = times;
    this.compared = compared;
  }

  /**
   * @param instant an instant or a {@link TimeSlice}
   */
  public TopologyQuery at(Object instant) {
    List<Object> changed = new ArrayList<>(times);
    changed.set(0, instant);
    return new TopologyQuery(host, clock, query, changed, compared);
  }

  /** The same query at one more time. */
  public TopologyQuery repeatAt(Object instant) {
    List<Object> more = new ArrayList<>(times);
    more.add(instant);
    return new TopologyQuery(host, clock, query, more, compared);
  }

  /** Compares with another query: what that one has and this one has not was added. */
  public TopologyQuery diff(TopologyQuery other) {
    return comparedWith(other);
  }

  /** Compares another query with the one that was last compared. */
  public TopologyQuery diffWithPrev(TopologyQuery other) {
    if (compared.isEmpty()) {
      throw new ScriptApiException("diffWithPrev: expected a diff before it");
    }
    return comparedWith(other);
  }

  private TopologyQuery comparedWith(TopologyQuery other) {
    List<TopologyQuery> more = new ArrayList<>(compared);
    more.add(other);
    return new TopologyQuery(host, clock, query, times, more);
  }

  /** The components of the result, or those that differ. */
  public ElementList components() {
    return list(Question.COMPONENTS, Question.FULL_COMPONENTS);
  }

  public ElementList fullComponents() {
    return list(Question.FULL_COMPONENTS, Question.FULL_COMPONENTS);
  }

  /** The relations between components of the result. */
  public ElementList relations() {
    return list(Question.RELATIONS, Question.FULL_RELATIONS);
  }

  public ElementList fullRelations() {
    return list(Question.FULL_RELATIONS, Question.FULL_RELATIONS);
  }

  /** The problems that concern the result, the one that changed last first. */
  public AsyncScriptResult problems() {
    return AsyncScriptResult.attempt(() -> ask(Question.PROBLEMS, times.get(0)));
  }

  public AsyncScriptResult then(Closure<?> next) {
    return result().then(next);
  }

  public AsyncScriptResult catchError(Closure<?> handler) {
    return result().catchError(handler);
  }

  @Override
  public AsyncScriptResult result() {
    return AsyncScriptResult.attempt(this::response);
  }

  private ElementList list(Question question, Question full) {
    return ElementList.of(() -> elements(question), () -> elements(full));
  }

  private List<Map<String, Object>> elements(Question question) {
    List<Map<String, Object>> found = ask(question, times.get(0));
    if (compared.isEmpty()) {
      return found;
    }
    List<Map<String, Object>> different = new ArrayList<>();
    List<Map<String, Object>> before = found;
    for (TopologyQuery other : compared) {
      List<Map<String, Object>> after = other.ask(question, other.times.get(0));
      different.addAll(Differences.between(before, after).all());
      before = after;
    }
    return different;
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> ask(Question question, Object when) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("query", query);
    arguments.put("at", InstantText.when(when, clock.millis()));
    return (List<Map<String, Object>>) host.ask(question, arguments);
  }

  /** Epoch milliseconds that are meant, for what is said about a query. */
  private long timeOf(Object when) {
    long now = clock.millis();
    if (when == null) {
      return now;
    }
    return when instanceof TimeSlice slice ? slice.millis() : InstantText.millis(when, now);
  }

  private Map<String, Object> response() {
    List<Object> results = new ArrayList<>();
    times.forEach(when -> results.add(queryResult(when)));
    List<Object> differences = new ArrayList<>();
    TopologyQuery before = this;
    for (TopologyQuery other : compared) {
      results.add(other.queryResult(other.times.get(0)));
      differences.add(difference(before, other));
      before = other;
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_type", "TopologyScriptApiQueryResponse");
    response.put("queryResults", results);
    response.put("diffResults", differences);
    return response;
  }

  private Map<String, Object> queryResult(Object when) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("_type", "TopologyQueryResult");
    result.put("query", query);
    result.put("queryTime", timeOf(when));
    result.put("components", ask(Question.COMPONENTS, when));
    result.put("relations", ask(Question.RELATIONS, when));
    return result;
  }

  private static Map<String, Object> difference(TopologyQuery before, TopologyQuery after) {
    Map<String, Object> result = new LinkedHashMap<>();
    difference(before, after, Question.COMPONENTS).put(result, "Components");
    difference(before, after, Question.RELATIONS).put(result, "Relations");
    Map<String, Object> difference = new LinkedHashMap<>();
    difference.put("_type", "TopologyDiffResult");
    difference.put("result", result);
    return difference;
  }

  private static Differences difference(
      TopologyQuery before, TopologyQuery after, Question question) {
    return Differences.between(
        before.ask(question, before.times.get(0)), after.ask(question, after.times.get(0)));
  }

  @Override
  public Object toPlain() {
    return result().get();
  }
}
