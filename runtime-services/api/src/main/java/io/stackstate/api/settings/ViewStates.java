package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.util.Optional;

/** The field {@code state} of a view as it is now (REST sheet, 6.2; health sheet, section 6). */
final class ViewStates {
  /** Of the past, whose state is not known here. */
  static final ViewStates NONE = new ViewStates(null);

  private static final String VIEW = "QueryView";
  private static final String FIELD = "state";

  private final ViewHealthBoard board;

  ViewStates(ViewHealthBoard board) {
    this.board = board;
  }

  /** Whether a field of the node is not the settings' to say. */
  static boolean isState(Node node, String field) {
    return node.type().equals(VIEW) && field.equals(FIELD);
  }

  void write(JsonGenerator out, Node node) throws IOException {
    if (board == null || !node.type().equals(VIEW)) {
      return;
    }
    Optional<ViewHealth> health = board.view(node.id());
    out.writeObjectFieldStart(FIELD);
    out.writeStringField("_type", "ViewHealthState");
    out.writeNumberField("id", ElementId.of("ViewHealthState", Long.toString(node.id())));
    out.writeStringField("state", health.map(ViewHealth::state).orElse(HealthState.UNKNOWN).name());
    if (health.isPresent()) {
      out.writeNumberField("lastUpdateTimestamp", health.get().since());
      if (health.get().error() != null) {
        out.writeStringField("error", health.get().error());
      }
    }
    out.writeEndObject();
  }
}
