package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.ValueDictionary;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code GET /api/topology/suggestions}: the values of a field that contain a text, whatever its
 * case, those of the most components first (UI sheet, section 18.1).
 */
public final class SuggestionResource {
  private static final int MAX_ITEMS = 1_000;

  private final QueryGate gate;
  private final ValueDictionary dictionary = new ValueDictionary();

  public SuggestionResource(QueryGate gate) {
    this.gate = gate;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/topology/suggestions", this::suggestions);
  }

  private Answer suggestions(Call call) throws InterruptedException {
    String field =
        call.param("field")
            .orElseThrow(() -> ApiException.badField("field", "nothing", Attributes.EXPECTED));
    Attribute attribute = Attributes.named(field, "field");
    String match = call.param("match").orElse("").toLowerCase(Locale.ROOT);
    Query query = QueryGate.parse(call, call.param("query").orElse(""));
    OptionalLong time = call.longParam("time", 0, Long.MAX_VALUE);
    int limit = (int) call.longParam("limit", 1, MAX_ITEMS).orElse(50);
    return gate.run(
        call,
        time,
        UnaryOperator.identity(),
        source -> {
          RoaringBitmap within = within(query, source);
          List<Item> items = items(source, attribute, match, within);
          return body(items.subList(0, Math.min(limit, items.size())), items.size() <= limit);
        });
  }

  private static RoaringBitmap within(Query query, QueryGate.Source source)
      throws QueryTooLargeException, QueryTimeoutException {
    return query.toString().isEmpty()
        ? source.snapshot().components()
        : source.engine().evaluate(query, source.snapshot(), source.options()).components();
  }

  private List<Item> items(
      QueryGate.Source source, Attribute attribute, String match, RoaringBitmap within) {
    TopologySnapshot snapshot = source.snapshot();
    List<Item> items = new ArrayList<>();
    for (String value : dictionary.of(snapshot, attribute)) {
      if (source.options().cancelled().getAsBoolean()) {
        throw new CancellationException("no time is left");
      }
      if (value.toLowerCase(Locale.ROOT).contains(match)) {
        RoaringBitmap with = snapshot.components(attribute, value);
        int count = RoaringBitmap.andCardinality(with, within);
        if (count > 0) {
          items.add(new Item(value, count));
        }
      }
    }
    items.sort(Comparator.comparingInt(Item::count).reversed().thenComparing(Item::value));
    return items;
  }

  /** A value, and how many components have it. */
  private record Item(String value, int count) {}

  private static JsonBody body(List<Item> items, boolean complete) {
    return out -> write(out, items, complete);
  }

  private static void write(JsonGenerator out, List<Item> items, boolean complete)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (Item item : items) {
      out.writeStartObject();
      out.writeStringField("value", item.value());
      out.writeNumberField("count", item.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("complete", complete);
    out.writeEndObject();
  }
}
