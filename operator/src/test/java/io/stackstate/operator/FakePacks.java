package io.stackstate.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /api/stackpack} and the streams of topology; an archive is the text {@code name version}.
 */
public final class FakePacks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ARCHIVE = Pattern.compile("\\r\\n\\r\\n(\\S+) (\\S+)");

  /** What was sent to make or change instances: the values of inputs. */
  public final List<JsonNode> configs = new CopyOnWriteArrayList<>();

  /** Packs by name, in the shape of the list. */
  public final Map<String, ObjectNode> packs = new TreeMap<>();

  private final ArrayNode streams = JSON.createArrayNode();
  private long lastId;

  void reset() {
    packs.clear();
    configs.clear();
    streams.removeAll();
    lastId = 0;
  }

  /** The platform has a pack, of this version at the highest. */
  public synchronized ObjectNode add(String name, String version) {
    ObjectNode pack = packs.computeIfAbsent(name, n -> JSON.createObjectNode().put("name", n));
    pack.putObject("latestVersion").put("version", version);
    if (pack.path("configurations").isEmpty()) {
      pack.put("version", version).putArray("configurations");
    } else if (!pack.path("version").asText().equals(version)) {
      pack.putObject("nextVersion").put("version", version);
    }
    return pack;
  }

  /** The only instance of a pack. */
  public ObjectNode instance(String name) {
    return (ObjectNode) packs.get(name).at("/configurations/0");
  }

  /** Topology arrived through an instance. */
  public void receive(String name, long components) {
    String uuid = instance(name).path("uuid").asText();
    streams
        .addObject()
        .put("syncIdentifier", "urn:stackpack:" + name + ":instance:" + uuid + ":sync:s")
        .put("createdComponents", components + 2)
        .put("deletedComponents", 2);
  }

  synchronized HttpResponse answer(String target, AggregatedHttpRequest request) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    QueryParams query =
        QueryParams.fromQueryString(question < 0 ? "" : target.substring(question + 1));
    if (path.endsWith("/topology/streams")) {
      ObjectNode answer = JSON.createObjectNode();
      answer.set("streams", streams);
      return FakePlatform.json(answer);
    }
    String[] parts = path.substring("/api/stackpack".length()).split("/");
    if (parts.length < 2) {
      return upload(request.content(StandardCharsets.UTF_8));
    }
    ObjectNode pack = packs.get(parts[1]);
    if (pack == null) {
      return FakePlatform.error(HttpStatus.NOT_FOUND, "there is no StackPack " + parts[1]);
    }
    return request.method() == HttpMethod.GET
        ? FakePlatform.json(pack)
        : change(pack, parts, query, request);
  }

  private HttpResponse upload(String form) {
    Matcher archive = ARCHIVE.matcher(form);
    if (!archive.find()) {
      return HttpResponse.of(
          HttpStatus.BAD_REQUEST,
          com.linecorp.armeria.common.MediaType.JSON,
          "[\"is no archive\", \"at all\"]");
    }
    add(archive.group(1), archive.group(2));
    return FakePlatform.json(
        JSON.createObjectNode().put("name", archive.group(1)).put("version", archive.group(2)));
  }

  private HttpResponse change(
      ObjectNode pack, String[] parts, QueryParams query, AggregatedHttpRequest request) {
    ArrayNode instances = (ArrayNode) pack.get("configurations");
    switch (parts[2]) {
      case "provision" -> provision(pack, instances, query, request);
      case "upgrade" -> {
        pack.put("version", query.get("version")).remove("nextVersion");
        instances.forEach(i -> ((ObjectNode) i).put("stackPackVersion", query.get("version")));
      }
      case "reconfigure" -> ((ObjectNode) instances.get(0)).set("config", shown(request));
      case "deprovision" -> instances.removeAll();
      default -> throw new IllegalArgumentException(parts[2]);
    }
    return FakePlatform.json(JSON.createObjectNode().put("status", "PROVISIONING"));
  }

  private void provision(
      ObjectNode pack, ArrayNode instances, QueryParams query, AggregatedHttpRequest request) {
    String uuid = query.get("instance");
    for (int i = 0; i < instances.size(); i++) {
      if (instances.get(i).path("uuid").asText().equals(uuid)) {
        instances.remove(i);
      }
    }
    pack.put("version", query.get("version"));
    instances
        .addObject()
        .put("id", ++lastId)
        .put("uuid", uuid)
        .put("status", "WAITING_FOR_DATA")
        .put("stackPackVersion", query.get("version"))
        .put("nodes", 4)
        .put("sharedNodes", 2)
        .set("config", shown(request));
  }

  /** As the platform shows them: passwords are missing. */
  private ObjectNode shown(AggregatedHttpRequest request) {
    try {
      ObjectNode config = (ObjectNode) JSON.readTree(request.contentUtf8());
      configs.add(config.deepCopy());
      return config.without("password");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
