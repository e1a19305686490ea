package io.stackstate.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.operator.api.ApiClient;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that speaks {@code /api/integrations}, with faults on demand. */
public final class FakePlatform implements AutoCloseable {
  public static final String TOKEN = "service-token-of-the-test";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/api/integrations/";
  private static final String VIEWS = "/api/node/QueryView/";

  /** What the platform holds, by identifier; tests may change it behind everybody's back. */
  public final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

  /** All requests so far: method and identifier. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers for the next requests, instead of the real ones. */
  public final Queue<HttpResponse> faults = new ConcurrentLinkedQueue<>();

  private final Server server =
      Server.builder()
          .http(0)
          .gracefulShutdownTimeoutMillis(0, 0)
          .service(
              "prefix:/",
              (ctx, request) -> HttpResponse.of(request.aggregate().thenApply(r -> answer(ctx, r))))
          .build();

  /** StackPacks and their instances. */
  public final FakePacks packs = new FakePacks();

  /** Settings by owner. */
  public final FakeDeclarations declarations = new FakeDeclarations();

  /** Service tokens. */
  public final FakeTokens tokens = new FakeTokens();

  /** Event handlers. */
  public final FakeHandlers handlers = new FakeHandlers();

  /** Monitors. */
  public final FakeMonitors monitors = new FakeMonitors();

  /** Whether a deletion takes until the test says so. */
  public volatile boolean deletesSlowly;

  public FakePlatform() {
    server.start().join();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort());
  }

  public ApiClient client() {
    return new ApiClient(uri(), () -> TOKEN, Duration.ofMinutes(1));
  }

  public static HttpResponse error(HttpStatus status, String message, String... retryAfter) {
    var headers = ResponseHeaders.builder(status).contentType(MediaType.JSON);
    if (retryAfter.length > 0) {
      headers.set("retry-after", retryAfter[0]);
    }
    ObjectNode body = JSON.createObjectNode().put("_type", "ErrorsResponse");
    body.putArray("errors").addObject().put("_type", "InternalError").put("message", message);
    return HttpResponse.of(
        headers.build(), com.linecorp.armeria.common.HttpData.ofUtf8(body.toString()));
  }

  public long count(String method) {
    return requests.stream().filter(request -> request.startsWith(method + " ")).count();
  }

  /** Data has arrived. */
  public void receive(String identifier, long components, long relations) {
    objects
        .get(identifier)
        .put("components", components)
        .put("relations", relations)
        .put("lastDataMillis", 1_700_000_000_000L);
  }

  /** As new, for the next test. */
  public void reset() {
    objects.clear();
    requests.clear();
    faults.clear();
    packs.reset();
    declarations.reset();
    tokens.reset();
    handlers.objects.clear();
    monitors.statuses.clear();
    deletesSlowly = false;
  }

  private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    boolean integration = request.path().startsWith(PREFIX);
    String path = integration ? request.path().substring(PREFIX.length()) : request.path();
    String id = URLDecoder.decode(path, StandardCharsets.UTF_8);
    requests.add(request.method() + " " + id);
    HttpResponse fault = faults.poll();
    if (fault != null) {
      return fault;
    }
    if (!("ApiKey " + TOKEN).equals(request.headers().get("authorization"))) {
      return error(HttpStatus.UNAUTHORIZED, "wrong token");
    }
    if (id.startsWith("/api/declarations/")) {
      return declarations.answer(id.substring("/api/declarations/".length()), request);
    }
    if (id.startsWith(VIEWS)) {
      return declarations.view(id.substring(VIEWS.length()));
    }
    if (id.startsWith(FakeHandlers.PATH)) {
      return handlers.answer(id.substring(FakeHandlers.PATH.length()), request);
    }
    if (id.startsWith(FakeMonitors.PATH)) {
      return monitors.answer(id.substring(FakeMonitors.PATH.length()));
    }
    if (id.startsWith(FakeTokens.PATH)) {
      return tokens.answer(id, request);
    }
    if (!integration) {
      return packs.answer(id, request);
    }
    if (request.method() == HttpMethod.PUT) {
      return put(id, request.contentUtf8());
    }
    ObjectNode found = objects.get(id);
    if (found == null) {
      return error(HttpStatus.NOT_FOUND, id + " does not exist");
    }
    return request.method() == HttpMethod.DELETE ? delete(id, found) : json(found);
  }

  private HttpResponse put(String id, String text) {
    try {
      JsonNode body = JSON.readTree(text);
      ObjectNode view = objects.computeIfAbsent(id, this::created);
      view.setAll((ObjectNode) body);
      return json(view);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return error(HttpStatus.BAD_REQUEST, e.getOriginalMessage());
    }
  }

  private ObjectNode created(String id) {
    ObjectNode view = JSON.createObjectNode();
    view.put("identifier", id).put("nodeId", 7_000_000_000_000_000_001L).put("status", "Running");
    view.put("topic", "sts_topo_shop-inventory_x").put("intakePath", "/receiver/stsAgent/intake");
    view.put("components", 0).put("relations", 0).put("parkedRelations", 0).put("errors", 0);
    view.putArray("errorDetails");
    return view;
  }

  private HttpResponse delete(String id, ObjectNode found) {
    if (deletesSlowly) {
      found.put("status", "Deleting");
    } else {
      objects.remove(id);
    }
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  static HttpResponse json(JsonNode tree) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, tree.toString());
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
