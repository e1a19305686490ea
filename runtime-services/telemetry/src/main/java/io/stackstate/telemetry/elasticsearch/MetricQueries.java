package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricFields;
import io.stackstate.telemetry.store.DailyIndex;
import java.util.ArrayList;
import java.util.List;

/** The queries that questions for metrics stand for. */
final class MetricQueries {
  static final String TIME = "@timestamp";
  static final String SERIES = "series";
  static final String METRIC = "metric";
  static final String VALUE = "value";

  private MetricQueries() {}

  /** Half an answer would look like a whole one, so there is none while a shard is away. */
  static SearchRequest.Builder request() {
    return new SearchRequest.Builder()
        .index(DailyIndex.pattern(IndexFamily.METRICS))
        .ignoreUnavailable(true)
        .allowPartialSearchResults(false)
        .source(s -> s.fetch(false));
  }

  /** The points that a query is about. */
  static Query of(MetricQuery query) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    all.filter(between(query.startMillis(), query.endMillis()));
    all.filter(is(METRIC, query.metricField()));
    for (StreamCondition condition : query.conditions()) {
      all.filter(is(MetricFields.path(condition.key()), condition.value()));
    }
    return all.build()._toQuery();
  }

  /**
   * At least the points of all series that fulfil the filters; Elasticsearch knows neither the
   * expressions of PromQL nor all of them for tags.
   *
   * @param to excluded
   */
  static Query fulfilling(List<LabelFilter> filters, long from, long to) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    all.filter(between(from, to));
    for (LabelFilter filter : filters) {
      narrow(all, filter);
    }
    return all.build()._toQuery();
  }

  /**
   * The points of some series.
   *
   * @param to excluded
   */
  static Query of(List<String> series, long from, long to) {
    return Query.of(q -> q.bool(b -> b.filter(between(from, to), any(SERIES, series))));
  }

  private static void narrow(BoolQuery.Builder all, LabelFilter filter) {
    List<String> fields = fields(filter.label());
    List<String> values = filter.values().orElse(List.of());
    if (filter.isNegative()) {
      // A host that is not the label hides nothing of a tag of this name, so that is decided later.
      if (fields.size() == 1 && !values.isEmpty()) {
        all.mustNot(any(fields.get(0), values));
      }
      return;
    }
    if (!values.isEmpty()) {
      all.filter(q -> q.bool(b -> b.should(fields.stream().map(f -> any(f, values)).toList())));
    } else if (!filter.accepts("")) {
      all.filter(q -> q.bool(b -> b.should(fields.stream().map(MetricQueries::exists).toList())));
    }
  }

  /** Where the value of a label may stand. */
  static List<String> fields(String label) {
    return switch (label) {
      case LabelMatcher.NAME -> List.of(METRIC);
      case MetricFields.HOST -> List.of(MetricFields.HOST, MetricFields.TAGS + label);
      default -> List.of(MetricFields.TAGS + label);
    };
  }

  private static Query between(long from, long to) {
    return Query.of(
        q ->
            q.range(
                r -> r.date(d -> d.field(TIME).gte(Long.toString(from)).lt(Long.toString(to)))));
  }

  private static Query is(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static Query any(String field, List<String> values) {
    List<FieldValue> terms = new ArrayList<>(values.size());
    values.forEach(value -> terms.add(FieldValue.of(value)));
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(terms))));
  }

  private static Query exists(String field) {
    return Query.of(q -> q.exists(e -> e.field(field)));
  }

  static SortOptions by(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }
}
