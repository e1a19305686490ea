package io.stackstate.api.topology;

import io.stackstate.api.cause.RootCauseMode;
import io.stackstate.api.http.JsonFields;
import java.util.OptionalLong;

/**
 * The body of {@code POST /api/snapshot} (query sheet, section 4.1), as far as it decides something
 * here; clients leave out nearly everything but the query, so all of it has a default.
 *
 * @param query blank selects everything
 * @param viewId echoed
 * @param queryTime epoch milliseconds; empty is now
 * @param causes what to show of the causes outside of the result
 */
public record SnapshotRequest(
    String query,
    OptionalLong viewId,
    OptionalLong queryTime,
    boolean showIndirectRelations,
    boolean connectedComponents,
    RootCauseMode causes) {

  /** Reads the body; a field that does not fit is a 400 that names it. */
  static SnapshotRequest read(JsonFields body) {
    if (!body.has("query")) {
      throw body.bad("query", "an STQL query as a string");
    }
    JsonFields metadata = body.object("metadata");
    metadata.flag("groupingEnabled");
    metadata.flag("autoGrouping");
    metadata.flag("showFullComponent");
    metadata.flag("neighboringComponents");
    return new SnapshotRequest(
        body.text("query").orElse(""),
        whole(body, "viewId", "a whole number"),
        whole(metadata, "queryTime", "epoch milliseconds"),
        metadata.flag("showIndirectRelations"),
        metadata.flag("connectedComponents"),
        causes(metadata));
  }

  /** The field {@code showCause}, or {@code rootCauseMode} as scripts and events name it. */
  private static RootCauseMode causes(JsonFields metadata) {
    String field = metadata.has("showCause") ? "showCause" : "rootCauseMode";
    String text = metadata.text(field).orElse(RootCauseMode.NO_CAUSE.name());
    return RootCauseMode.of(text).orElseThrow(() -> metadata.bad(field, RootCauseMode.EXPECTED));
  }

  private static OptionalLong whole(JsonFields fields, String name, String expected) {
    return fields
        .whole(name, Long.MIN_VALUE, expected)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
