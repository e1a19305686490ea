package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stql.Query;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code GET /api/topology/export}: a whole topology, or what a query selects of it and the
 * relations between, now or in the past, as lines of JSON. The first line says what follows, the
 * last one that nothing is missing: an export without it is torn.
 */
public final class ExportResource {
  /** What people gave elements is part of the settings, which have an export of their own. */
  private static final ElementTelemetry NOTHING_MADE = ElementTelemetry.none(0);

  static final int VERSION = 1;

  private final QueryGate gate;

  /**
   * @param gate with limits that let whole topologies through
   */
  public ExportResource(QueryGate gate) {
    this.gate = gate;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/topology/export", this::export);
  }

  private Answer export(Call call) throws InterruptedException {
    Query query = QueryGate.parse(call, call.param("query").orElse(""));
    OptionalLong at = call.longParam("at", 0, Long.MAX_VALUE);
    Answer answer =
        gate.run(
            call,
            at,
            UnaryOperator.identity(),
            source -> {
              TopologySnapshot snapshot = source.snapshot();
              RoaringBitmap components =
                  source.engine().evaluate(query, snapshot, source.options()).components();
              RoaringBitmap relations = Relations.among(components, snapshot);
              return out -> write(out, snapshot, components, relations);
            });
    return answer instanceof Answer.Stream stream
        ? new Answer.Lines(stream.body(), stream.done())
        : answer;
  }

  static void write(
      JsonGenerator out,
      TopologySnapshot snapshot,
      RoaringBitmap components,
      RoaringBitmap relations)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "TopologyExport");
    out.writeNumberField("version", VERSION);
    out.writeNumberField("commit", snapshot.commit());
    out.writeNumberField("timeMillis", snapshot.timeMillis());
    writeCounts(out, components, relations);
    ConceptNodes concepts = new ConceptNodes();
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      ElementWriter.writeComponent(out, snapshot, i.next(), concepts, NOTHING_MADE);
    }
    for (IntIterator i = relations.getIntIterator(); i.hasNext(); ) {
      ElementWriter.writeRelation(out, snapshot, i.next(), concepts, NOTHING_MADE);
    }
    out.writeStartObject();
    out.writeStringField("_type", "TopologyExportEnd");
    writeCounts(out, components, relations);
  }

  private static void writeCounts(
      JsonGenerator out, RoaringBitmap components, RoaringBitmap relations) throws IOException {
    out.writeNumberField("components", components.getLongCardinality());
    out.writeNumberField("relations", relations.getLongCardinality());
    out.writeEndObject();
  }
}
