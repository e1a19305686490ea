package io.stackstate.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /api/monitors/{identifier}/status}: how the runs of monitors do, as the test says. */
public final class FakeMonitors {
  static final String PATH = "/api/monitors/";
  private static final String STATUS = "/status";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The statuses, by identifier. */
  public final Map<String, ObjectNode> statuses = new ConcurrentHashMap<>();

  /** A monitor that has not run yet. */
  public ObjectNode add(String identifier, long id, String runtimeStatus) {
    ObjectNode status = JSON.createObjectNode();
    status
        .putObject("monitor")
        .put("id", id)
        .put("identifier", identifier)
        .put("runtimeStatus", runtimeStatus);
    status.putArray("errors");
    status
        .putObject("metrics")
        .putObject("runtimeMetrics")
        .put("unknownCount", 0)
        .put("clearCount", 0)
        .put("deviatingCount", 0)
        .put("criticalCount", 0);
    statuses.put(identifier, status);
    return status;
  }

  HttpResponse answer(String rest) {
    String identifier =
        rest.endsWith(STATUS) ? rest.substring(0, rest.length() - STATUS.length()) : rest;
    ObjectNode found = statuses.get(identifier);
    return found == null
        ? FakePlatform.error(HttpStatus.NOT_FOUND, "there is no monitor " + identifier)
        : FakePlatform.json(found);
  }
}
