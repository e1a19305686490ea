package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A monitor in the platform: the settings that are declared for the resource, and in the field
 * {@code runs} what {@code /api/monitors/{identifier}/status} says, when there is such a monitor.
 *
 * @param identifier of the monitor, which need not be the owner of the settings
 */
record RemoteMonitor(ApiClient api, Declaration declaration, String identifier)
    implements RemoteDeclared {
  static final String RUNS = "runs";

  @Override
  public String name() {
    return "the monitor " + identifier;
  }

  @Override
  public JsonNode withState(JsonNode declared) throws ApiException, InterruptedException {
    String path =
        "/api/monitors/" + URLEncoder.encode(identifier, StandardCharsets.UTF_8) + "/status";
    ObjectNode view = declared.deepCopy();
    api.get(path).ifPresent(runs -> view.set(RUNS, runs));
    return view;
  }
}
