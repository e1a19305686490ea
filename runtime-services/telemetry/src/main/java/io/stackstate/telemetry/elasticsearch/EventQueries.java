package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.TypeNames;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The queries that filters stand for. */
final class EventQueries {
  static final String ID = "id";
  static final String TIME = "eventTime";
  static final String TYPE = "type";
  static final String CATEGORY = "category";
  static final String SOURCE = "source";
  static final String TAGS = "tags";

  /** Elasticsearch takes up to 65,536 terms in one clause; there may be several. */
  static final int MAX_TERMS = 60_000;

  private EventQueries() {}

  static Query of(EventFilter filter) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    all.filter(
        between ->
            between.range(
                r ->
                    r.date(
                        d ->
                            d.field(TIME)
                                .gte(Long.toString(filter.from()))
                                .lte(Long.toString(filter.to())))));
    restrict(all, "typeKey", filter.types());
    restrict(all, CATEGORY, filter.categories());
    restrict(all, SOURCE, filter.sources());
    restrict(all, TAGS, filter.tags());
    if (filter.types().isEmpty()) {
      all.mustNot(terms("typeKey", List.copyOf(TypeNames.UNLISTED), FieldValue::of));
    }
    if (filter.elements() != null) {
      all.filter(ofElements(filter.elements()));
    }
    return all.build()._toQuery();
  }

  private static void restrict(BoolQuery.Builder all, String field, List<String> values) {
    if (!values.isEmpty()) {
      all.filter(terms(field, values, FieldValue::of));
    }
  }

  private static Query ofElements(EventFilter.Elements elements) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    chunks(elements.ids(), ids -> any.should(terms("elements", ids, FieldValue::of)));
    chunks(
        elements.identifiers(),
        names -> any.should(terms("elementIdentifiers", names, FieldValue::of)));
    return any.build()._toQuery();
  }

  private static <T> void chunks(List<T> values, Consumer<List<T>> clause) {
    for (int from = 0; from < values.size(); from += MAX_TERMS) {
      clause.accept(values.subList(from, Math.min(values.size(), from + MAX_TERMS)));
    }
  }

  private static <T> Query terms(
      String field, Collection<T> values, Function<T, FieldValue> value) {
    return Query.of(
        q -> q.terms(t -> t.field(field).terms(v -> v.value(values.stream().map(value).toList()))));
  }
}
