package io.stackstate.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /api/security/tokens}: makes tokens whose secret is {@code svctok-<id>}. */
public final class FakeTokens {
  static final String PATH = "/api/security/tokens";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What there is, by id; the secrets are not in it. */
  public final Map<Long, ObjectNode> objects = new ConcurrentSkipListMap<>();

  private final AtomicLong ids = new AtomicLong();

  void reset() {
    objects.clear();
  }

  HttpResponse answer(String path, AggregatedHttpRequest request) {
    if (request.method() == HttpMethod.POST) {
      return create(request.contentUtf8());
    }
    if (request.method() == HttpMethod.DELETE) {
      long id = Long.parseLong(path.substring(PATH.length() + 1));
      return objects.remove(id) == null
          ? FakePlatform.error(HttpStatus.NOT_FOUND, "there is no service token with id " + id)
          : HttpResponse.of(HttpStatus.NO_CONTENT);
    }
    ArrayNode list = JSON.createArrayNode();
    objects.values().forEach(list::add);
    return FakePlatform.json(list);
  }

  private HttpResponse create(String body) {
    try {
      ObjectNode token = (ObjectNode) JSON.readTree(body);
      if (token.path("roles").toString().contains("king")) {
        return FakePlatform.error(HttpStatus.BAD_REQUEST, "roles: found [\"king\"]");
      }
      long id = ids.incrementAndGet();
      token.put("id", id);
      if (token.has("expiryDate")) {
        token.set("expiration", token.remove("expiryDate"));
      }
      objects.put(id, token);
      return FakePlatform.json(token.deepCopy().put("token", "svctok-" + id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
