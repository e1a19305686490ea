package io.stackstate.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /api/event-handlers}: keeps what it is given, and executes it at once. */
public final class FakeHandlers {
  static final String PATH = "/api/event-handlers/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was sent, by identifier, with a status. */
  public final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

  HttpResponse answer(String identifier, AggregatedHttpRequest request) {
    if (request.method() == HttpMethod.PUT) {
      objects.put(identifier, put(request.contentUtf8()));
    }
    ObjectNode found = objects.get(identifier);
    if (found == null) {
      return FakePlatform.error(HttpStatus.NOT_FOUND, "there is no event handler " + identifier);
    }
    if (request.method() == HttpMethod.DELETE) {
      objects.remove(identifier);
      return HttpResponse.of(HttpStatus.NO_CONTENT);
    }
    return FakePlatform.json(found);
  }

  private static ObjectNode put(String body) {
    try {
      ObjectNode view = (ObjectNode) JSON.readTree(body);
      view.put("id", 71);
      view.putObject("status")
          .put("state", "Executed")
          .put("openNotifications", 2)
          .put("deadLetters", 1)
          .putArray("outputs")
          .addObject()
          .put("name", "hook")
          .put("sent", 3)
          .putArray("errors");
      return view;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
