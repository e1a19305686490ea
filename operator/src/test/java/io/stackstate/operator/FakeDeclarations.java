package io.stackstate.operator;

import com.fasterxml.jackson.databind.JsonNode;
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

/** {@code /api/declarations}: keeps documents, and refuses those with the word {@code broken}. */
public final class FakeDeclarations {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is declared, by owner: revision, document, drifted. */
  public final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

  /** The health of views, by the id of their node. */
  public final Map<String, ObjectNode> health = new ConcurrentHashMap<>();

  void reset() {
    objects.clear();
    health.clear();
  }

  /** A node of the type QueryView, with what the role health says of it. */
  HttpResponse view(String id) {
    ObjectNode node = JSON.createObjectNode().put("_type", "QueryView").put("id", id);
    node.set("state", health.getOrDefault(id, JSON.createObjectNode().put("state", "UNKNOWN")));
    return FakePlatform.json(node);
  }

  HttpResponse answer(String rest, AggregatedHttpRequest request) {
    int question = rest.indexOf('?');
    String owner = question < 0 ? rest : rest.substring(0, question);
    if (request.method() == HttpMethod.POST) {
      return post(owner, rest.endsWith("dryRun=true"), request.contentUtf8());
    }
    ObjectNode found = objects.get(owner);
    if (found == null) {
      return FakePlatform.error(HttpStatus.NOT_FOUND, "nothing is declared for " + owner);
    }
    if (request.method() == HttpMethod.DELETE) {
      objects.remove(owner);
      return HttpResponse.of(HttpStatus.NO_CONTENT);
    }
    return FakePlatform.json(found);
  }

  private HttpResponse post(String owner, boolean dryRun, String body) {
    try {
      JsonNode asked = JSON.readTree(body);
      if (asked.path("document").asText().contains("broken")) {
        return FakePlatform.error(
            HttpStatus.BAD_REQUEST, asked.path("file").asText() + ", line 2: broken");
      }
      ObjectNode plan = JSON.createObjectNode();
      plan.putArray("warnings").add("odd");
      ObjectNode change = plan.putArray("changes").addObject();
      change
          .put("kind", "CREATED")
          .put("_type", "Layer")
          .put("identifier", "urn:a")
          .put("name", "A");
      change.putArray("fields").addObject().put("path", "order");
      if (dryRun) {
        return FakePlatform.json(plan);
      }
      ObjectNode view = asked.deepCopy();
      view.put("owner", owner).put("nodes", 1).put("drifted", false).putArray("ids").add(71L);
      objects.put(owner, view);
      ObjectNode answer = view.deepCopy();
      answer.set("applied", plan);
      return FakePlatform.json(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
