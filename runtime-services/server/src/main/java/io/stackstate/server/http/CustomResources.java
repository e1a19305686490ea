package io.stackstate.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.stackstate.crds.CrdSchemas;
import io.stackstate.model.Json;
import io.stackstate.operator.content.ContentKinds;
import io.stackstate.operator.folder.ResourceFolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The custom resources of a folder, read-only, as the API server of a cluster shows them: lists
 * under {@code /apis/stackstate.io/v1alpha1}. Their metadata has the mistakes in the files as
 * {@code problems}, when there are any. Their CRDs are shown, too: names, columns and schemas.
 * Needs a service token.
 */
public final class CustomResources {
  private static final String ROOT = "/apis/stackstate.io/v1alpha1";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String SCHEME = "ApiKey ";
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final Map<String, String> KINDS = ContentKinds.NAMES;

  private final Supplier<Optional<ResourceFolder>> folder;
  private final List<byte[]> tokens;

  /**
   * @param folder empty as long as, or when, there is none
   * @param tokens that may read
   */
  public CustomResources(Supplier<Optional<ResourceFolder>> folder, List<String> tokens) {
    this.folder = folder;
    this.tokens = tokens.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Adds the routes. */
  public void bind(ServerBuilder server) {
    server.service(CRDS, guarded((c, r) -> definitions()));
    server.service(ROOT + "/{plural}", guarded((c, r) -> list(c.pathParam("plural"), null)));
    server.service(
        ROOT + "/namespaces/{namespace}/{plural}",
        guarded((c, r) -> list(c.pathParam("plural"), c.pathParam("namespace"))));
    server.service(ROOT + "/namespaces/{namespace}/{plural}/{name}", guarded((c, r) -> get(c)));
  }

  private HttpService guarded(HttpService service) {
    return (context, request) ->
        allowed(request)
            ? service.serve(context, request)
            : failure(
                HttpStatus.UNAUTHORIZED,
                "Unauthorized",
                "expected the header Authorization: ApiKey <service token>");
  }

  private boolean allowed(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    if (!header.startsWith(SCHEME)) {
      return false;
    }
    byte[] given = header.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
    return tokens.stream().anyMatch(token -> MessageDigest.isEqual(token, given));
  }

  private static HttpResponse definitions() {
    ObjectNode list = Json.mapper().createObjectNode();
    list.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinitionList");
    var items = list.putArray("items");
    for (String plural : KINDS.keySet()) {
      try {
        items.add(YAML.readTree(CrdSchemas.yaml(plural)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the CRD of " + plural + " is no YAML", e);
      }
    }
    return json(HttpStatus.OK, list);
  }

  private HttpResponse list(String plural, String namespace) {
    if (!KINDS.containsKey(plural)) {
      return unknownKind(plural);
    }
    Optional<ResourceFolder> resources = folder.get();
    if (resources.isEmpty()) {
      return noFolder();
    }
    ObjectNode list = Json.mapper().createObjectNode();
    list.put("apiVersion", "stackstate.io/v1alpha1").put("kind", KINDS.get(plural) + "List");
    var metadata = list.putObject("metadata");
    List<String> problems = resources.get().problems();
    if (!problems.isEmpty()) {
      problems.forEach(metadata.putArray("problems")::add);
    }
    var items = list.putArray("items");
    resources.get().list(plural).stream()
        .filter(
            item ->
                namespace == null
                    || namespace.equals(item.path("metadata").path("namespace").asText()))
        .forEach(items::add);
    return json(HttpStatus.OK, list);
  }

  private HttpResponse get(ServiceRequestContext context) {
    String plural = context.pathParam("plural");
    if (!KINDS.containsKey(plural)) {
      return unknownKind(plural);
    }
    String namespace = context.pathParam("namespace");
    String name = context.pathParam("name");
    return folder
        .get()
        .map(
            resources ->
                resources
                    .get(plural, namespace, name)
                    .map(found -> json(HttpStatus.OK, found))
                    .orElseGet(
                        () ->
                            failure(
                                HttpStatus.NOT_FOUND,
                                "NotFound",
                                "%s \"%s\" not found in namespace \"%s\""
                                    .formatted(plural, name, namespace))))
        .orElseGet(CustomResources::noFolder);
  }

  private static HttpResponse noFolder() {
    return failure(
        HttpStatus.NOT_FOUND, "NotFound", "this server was started without --resources DIR");
  }

  private static HttpResponse unknownKind(String plural) {
    return failure(
        HttpStatus.NOT_FOUND,
        "NotFound",
        "found '%s', expected one of %s".formatted(plural, KINDS.keySet()));
  }

  private static HttpResponse failure(HttpStatus status, String reason, String message) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("apiVersion", "v1").put("kind", "Status").put("status", "Failure");
    body.put("reason", reason).put("message", message).put("code", status.code());
    return json(status, body);
  }

  private static HttpResponse json(HttpStatus status, JsonNode body) {
    try {
      return HttpResponse.of(
          status, MediaType.JSON_UTF_8, HttpData.wrap(Json.mapper().writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }
}
