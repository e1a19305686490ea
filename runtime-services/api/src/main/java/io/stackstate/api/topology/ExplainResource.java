package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.stql.Explanation;
import io.stackstate.stql.PatternFilter;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryOptions;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * {@code POST /api/stql/explain}: how a query is answered and what each step selects and loads,
 * also when a limit ends it (query sheet, section 11).
 */
public final class ExplainResource {
  private final QueryGate gate;

  public ExplainResource(QueryGate gate) {
    this.gate = gate;
  }

  public void bind(Routes routes) {
    routes.post(Permission.ACCESS_EXPLORE, "/api/stql/explain", this::explain);
  }

  private Answer explain(Call call) throws InterruptedException {
    JsonFields body = call.body();
    Query query = TopologyQueryRequest.query(call, body);
    OptionalLong at = TopologyQueryRequest.at(body);
    List<PatternFilter> patterns = TopologyQueryRequest.patterns(body);
    return gate.run(
        call, at, UnaryOperator.identity(), source -> explained(query, patterns, source));
  }

  private static JsonBody explained(
      Query query, List<PatternFilter> patterns, QueryGate.Source source) {
    QueryOptions options = new QueryOptions(patterns, source.options().cancelled());
    Explanation explanation = source.engine().explain(query, source.snapshot(), options);
    return out -> write(out, query, explanation);
  }

  static void write(JsonGenerator out, Query query, Explanation explanation) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "QueryExplanation");
    out.writeStringField("query", query.toString());
    writeIfKnown(out, "selected", explanation.selected());
    out.writeNumberField("loadedElements", explanation.loadedElements());
    ElementFields.writeOptional(out, "problem", explanation.problem().orElse(null));
    out.writeFieldName("plan");
    writeStep(out, explanation.plan());
    out.writeEndObject();
  }

  private static void writeStep(JsonGenerator out, Explanation.Step step) throws IOException {
    out.writeStartObject();
    out.writeStringField("operation", step.operation().name());
    out.writeStringField("text", step.text());
    out.writeStringField("state", step.state().name());
    out.writeNumberField("estimated", step.estimated());
    writeIfKnown(out, "actual", step.actual());
    out.writeNumberField("loadedElements", step.loadedElements());
    out.writeArrayFieldStart("inputs");
    for (Explanation.Step input : step.inputs()) {
      writeStep(out, input);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeIfKnown(JsonGenerator out, String field, OptionalLong value)
      throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(field, value.getAsLong());
    }
  }
}
