package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import java.time.Instant;

/**
 * A view in the platform: the node that is declared for the resource, and in the field {@code
 * state} its health as the platform says it with the node (REST sheet, section 6.2).
 *
 * @param healthy whether its health is computed at all; when it is not, nobody is asked for it
 */
record RemoteView(ApiClient api, Declaration declaration, boolean healthy)
    implements RemoteDeclared {
  private static final String STATE = "state";

  /**
   * How a view does; a field is null where the platform says nothing.
   *
   * @param since RFC 3339, UTC
   */
  record Health(String state, String since, String error) {
    static final Health NONE = new Health(null, null, null);

    static Health of(JsonNode view) {
      JsonNode state = view.path(STATE);
      JsonNode since = state.path("lastUpdateTimestamp");
      return new Health(
          state.path(STATE).textValue(),
          since.isNumber() ? Instant.ofEpochMilli(since.asLong()).toString() : null,
          state.path("error").textValue());
    }
  }

  /** The id of the node; null when there is none. */
  static String nodeId(JsonNode view) {
    JsonNode id = view.at("/ids/0");
    return id.isMissingNode() ? null : id.asText();
  }

  @Override
  public String name() {
    return declaration.name();
  }

  @Override
  public JsonNode withState(JsonNode declared) throws ApiException, InterruptedException {
    String id = nodeId(declared);
    if (!healthy || id == null) {
      return declared;
    }
    ObjectNode view = declared.deepCopy();
    api.get("/api/node/QueryView/" + id).ifPresent(node -> view.set(STATE, node.path(STATE)));
    return view;
  }
}
