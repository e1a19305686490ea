package io.stackstate.api.stql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.stql.basic.BasicConversion;
import io.stackstate.stql.basic.BasicFilter;
import io.stackstate.stql.editor.Completion;
import io.stackstate.stql.editor.Problem;
import io.stackstate.stql.expression.Expression.Neighbors;
import java.io.IOException;
import java.util.List;

/** Writes what is known about the text of a query. */
final class StqlWriter {
  private StqlWriter() {}

  static void writeQuery(JsonGenerator out, String query) throws IOException {
    out.writeStartObject();
    out.writeStringField("query", query);
    out.writeEndObject();
  }

  static void writeCompletion(JsonGenerator out, Completion completion) throws IOException {
    out.writeStartObject();
    out.writeNumberField("from", completion.from());
    out.writeNumberField("to", completion.to());
    out.writeBooleanField("complete", completion.complete());
    out.writeArrayFieldStart("items");
    for (Completion.Item item : completion.items()) {
      out.writeStartObject();
      out.writeStringField("text", item.text());
      out.writeStringField("kind", item.kind().name());
      if (item.count().isPresent()) {
        out.writeNumberField("count", item.count().getAsLong());
      }
      out.writeStringField("description", item.description());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** {@code valid} says that it is a query, perhaps a doubtful one. */
  static void writeProblems(JsonGenerator out, List<Problem> problems) throws IOException {
    boolean valid = problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    out.writeStartObject();
    out.writeBooleanField("valid", valid);
    out.writeArrayFieldStart("problems");
    for (Problem problem : problems) {
      out.writeStartObject();
      out.writeStringField("severity", problem.severity().name());
      out.writeNumberField("start", problem.start());
      out.writeNumberField("end", problem.end());
      out.writeNumberField("line", problem.line());
      out.writeNumberField("column", problem.column());
      out.writeStringField("message", problem.message());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** {@code lost} names the parts that no box shows; the boxes alone then mean something else. */
  static void writeBasic(JsonGenerator out, BasicConversion conversion) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("basic", conversion instanceof BasicConversion.Basic);
    out.writeFieldName("filter");
    writeFilter(out, conversion.filter());
    out.writeArrayFieldStart("lost");
    if (conversion instanceof BasicConversion.NotBasic other) {
      for (BasicConversion.Loss loss : other.lost()) {
        out.writeStartObject();
        out.writeStringField("part", loss.part());
        out.writeStringField("reason", loss.reason());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeFilter(JsonGenerator out, BasicFilter filter) throws IOException {
    out.writeStartObject();
    writeBox(out, "layers", filter.layers());
    writeBox(out, "domains", filter.domains());
    writeBox(out, "environments", filter.environments());
    writeBox(out, "types", filter.types());
    writeBox(out, "healthStates", filter.healthStates());
    writeBox(out, "labels", filter.labels());
    writeBox(out, "names", filter.names());
    writeBox(out, "identifiers", filter.identifiers());
    out.writeArrayFieldStart("neighbors");
    for (Neighbors neighbors : filter.neighbors()) {
      out.writeStartObject();
      out.writeStringField("components", neighbors.components().toString());
      out.writeNumberField("levels", neighbors.levels());
      out.writeStringField("direction", neighbors.direction().text());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeBox(JsonGenerator out, String field, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }
}
