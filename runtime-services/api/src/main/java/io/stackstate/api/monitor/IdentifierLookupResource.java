package io.stackstate.api.monitor;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.monitor.IdentifierTemplates.Suggestion;
import io.stackstate.api.topology.Concept;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code POST /api/monitors/identifierLookup}: with which template the states of a monitor of
 * metrics would find components of a type (health sheet, section 3.4).
 */
public final class IdentifierLookupResource {
  private static final int USUAL = 5;
  private static final int MOST = 50;

  private final Supplier<TopologySnapshot> topology;
  private final SeriesLabels series;

  public IdentifierLookupResource(Supplier<TopologySnapshot> topology, SeriesLabels series) {
    this.topology = topology;
    this.series = series;
  }

  public void bind(Routes routes) {
    routes.post(Permission.READ_SETTINGS, "/api/monitors/identifierLookup", this::lookup);
  }

  private Answer lookup(Call call) throws InterruptedException {
    JsonFields body = call.body();
    TopologySnapshot snapshot = topology.get();
    RoaringBitmap components = snapshot.components(Attribute.TYPE, componentType(body, snapshot));
    int most =
        (int) Math.min(body.whole("topN", 1, "a whole number above 0").orElse((long) USUAL), MOST);
    List<Map<String, String>> labels = series(body);
    List<List<String>> identifiers = identifiers(snapshot, components);
    List<Suggestion> suggestions =
        labels.isEmpty() ? List.of() : IdentifierTemplates.suggest(labels, identifiers, most);
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("suggestions");
          for (Suggestion suggestion : suggestions) {
            out.writeStartObject();
            out.writeStringField("identifierTemplate", suggestion.identifierTemplate());
            out.writeNumberField("score", suggestion.score());
            out.writeNumberField("totalMatches", suggestion.totalMatches());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("componentsInspected", identifiers.size());
          out.writeNumberField("timeseriesInspected", labels.size());
          out.writeEndObject();
        });
  }

  /** By name, or by id as the genuine clients do. */
  private static String componentType(JsonFields body, TopologySnapshot snapshot) {
    Optional<String> name = body.text("componentTypeName");
    if (name.isPresent()) {
      return name.get();
    }
    long id =
        body.whole("componentType", 1, "the id of a component type")
            .orElseThrow(
                () -> body.bad("componentTypeName", "the name of a component type, or its id"));
    return snapshot.values(Attribute.TYPE).stream()
        .filter(each -> Concept.COMPONENT_TYPE.id(each) == id)
        .findFirst()
        .orElseThrow(() -> body.bad("componentType", "the id of a type that some component has"));
  }

  /** Those of a query, or those that stand in the request. */
  private List<Map<String, String>> series(JsonFields body) throws InterruptedException {
    List<Map<String, String>> given = new ArrayList<>();
    if (body.has("timeSeries")) {
      body.objects("timeSeries").forEach(each -> given.add(each.object("labels").values()));
    } else {
      given.addAll(series.of(body.requiredText("metricQuery"), IdentifierTemplates.MOST_SERIES));
    }
    // Series of the same labels but for the metric are one for this purpose.
    LinkedHashSet<Map<String, String>> different = new LinkedHashSet<>();
    for (Map<String, String> labels : given) {
      Map<String, String> useful = new HashMap<>(labels);
      useful.remove("__name__");
      different.add(useful);
    }
    return different.stream().limit(IdentifierTemplates.MOST_SERIES).toList();
  }

  private static List<List<String>> identifiers(TopologySnapshot snapshot, RoaringBitmap found) {
    List<List<String>> identifiers = new ArrayList<>();
    IntIterator ordinals = found.getIntIterator();
    while (ordinals.hasNext() && identifiers.size() < IdentifierTemplates.MOST_COMPONENTS) {
      identifiers.add(snapshot.component(ordinals.next()).identifiers());
    }
    return identifiers;
  }
}
