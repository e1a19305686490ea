package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query of the topology as it is put together (query sheet, section 6.1). Without an end such as
 * {@code components()} it is its whole response. Immutable.
 */
public final class TopologyQuery implements Pending, PlainValue {
  private final TopologyReader reader;
  private final String query;

  /** Null for now; then further times at which the same is asked. */
  private final List<Object> times;

  private final List<TopologyQuery> compared;

  TopologyQuery(TopologyReader reader, String query) {
    this(reader, query, Collections.singletonList(null), List.of());
  }

  private TopologyQuery(
      TopologyReader reader, String query, List<Object> times, List<TopologyQuery> compared) {
    this.reader = reader;
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
    return new TopologyQuery(reader, query, changed, compared);
  }

  /** The same query at one more time. */
  public TopologyQuery repeatAt(Object instant) {
    List<Object> more = new ArrayList<>(times);
    more.add(instant);
    return new TopologyQuery(reader, query, more, compared);
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
    return new TopologyQuery(reader, query, times, more);
  }

  /** The components of the result, or those that differ. */
  public ElementList components() {
    return ElementList.of(() -> elements(Found::components));
  }

  public ElementList fullComponents() {
    return ElementList.of(() -> elements(Found::fullComponents));
  }

  /** The relations between components of the result. */
  public ElementList relations() {
    return ElementList.of(() -> elements(Found::relations));
  }

  public ElementList fullRelations() {
    return ElementList.of(() -> elements(Found::fullRelations));
  }

  /** The problems that concern the result, the one that changed last first. */
  public AsyncScriptResult problems() {
    return AsyncScriptResult.attempt(() -> found(times.get(0)).problems(null));
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

  private interface Part {
    List<Map<String, Object>> of(Found found);
  }

  private List<Map<String, Object>> elements(Part part) {
    Found found = found(times.get(0));
    if (compared.isEmpty()) {
      return part.of(found);
    }
    List<Map<String, Object>> different = new ArrayList<>();
    Found before = found;
    for (TopologyQuery other : compared) {
      Found after = other.found(other.times.get(0));
      different.addAll(Differences.between(part.of(before), part.of(after)).all());
      before = after;
    }
    return different;
  }

  private Found found(Object when) {
    return reader.find(query, when);
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
    Found found = found(when);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("_type", "TopologyQueryResult");
    result.put("query", query);
    result.put("queryTime", reader.timeOf(when, found.snapshot()));
    result.put("components", found.components());
    result.put("relations", found.relations());
    return result;
  }

  private static Map<String, Object> difference(TopologyQuery before, TopologyQuery after) {
    Found old = before.found(before.times.get(0));
    Found young = after.found(after.times.get(0));
    Map<String, Object> result = new LinkedHashMap<>();
    Differences.between(old.components(), young.components()).put(result, "Components");
    Differences.between(old.relations(), young.relations()).put(result, "Relations");
    Map<String, Object> difference = new LinkedHashMap<>();
    difference.put("_type", "TopologyDiffResult");
    difference.put("result", result);
    return difference;
  }

  @Override
  public Object toPlain() {
    return result().get();
  }
}
