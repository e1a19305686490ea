package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An instance of a StackPack: installed, upgraded, configured anew or uninstalled (REST sheet,
 * section 6.3). Its identity is chosen here, so that what a crash interrupted is not done twice.
 *
 * @param pack null when it was never known, then there is no instance
 * @param uuid the identity of the instance
 * @param problem what the view tells beside; null = nothing
 */
record PackInstance(ApiClient api, String pack, String uuid, String problem)
    implements Remote<DesiredPack> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STREAMS = "/api/synchronization/topology/streams";

  @Override
  public String name() {
    return "the instance of StackPack " + pack;
  }

  @Override
  public Optional<JsonNode> get() throws ApiException, InterruptedException {
    if (pack == null) {
      return Optional.empty();
    }
    Optional<JsonNode> found = api.get(path(""));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode instance : found.get().path("configurations")) {
      if (instance.path("uuid").asText().equals(uuid)) {
        return Optional.of(view(found.get(), instance));
      }
    }
    return Optional.empty();
  }

  private ObjectNode view(JsonNode found, JsonNode instance)
      throws ApiException, InterruptedException {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("pack", pack);
    view.put("available", found.at("/latestVersion/version").asText());
    view.set("instance", instance);
    if (problem != null) {
      view.put("problem", problem);
    }
    count(view);
    return view;
  }

  /** Adds what its synchronizations have brought. */
  private void count(ObjectNode view) throws ApiException, InterruptedException {
    String namespace = "urn:stackpack:" + pack + ":instance:" + uuid + ":";
    long components = 0;
    long relations = 0;
    long errors = 0;
    boolean any = false;
    JsonNode streams = api.get(STREAMS).map(answer -> answer.path("streams")).orElse(null);
    if (streams == null) {
      return;
    }
    for (JsonNode stream : streams) {
      if (stream.path("syncIdentifier").asText().startsWith(namespace)) {
        any = true;
        components += net(stream, "Components");
        relations += net(stream, "Relations");
        errors += stream.path("errors").asLong();
      }
    }
    if (any) {
      view.put("components", components).put("relations", relations).put("errors", errors);
    }
  }

  private static long net(JsonNode stream, String what) {
    return stream.path("created" + what).asLong() - stream.path("deleted" + what).asLong();
  }

  @Override
  public JsonNode put(DesiredPack desired, Optional<JsonNode> present)
      throws ContentException, ApiException, InterruptedException {
    if (present.isEmpty() || neverInstalled(present.get())) {
      api.post(
          path("/provision")
              + strategy(desired)
              + "&instance="
              + uuid
              + "&version="
              + encoded(desired.version()),
          JSON.valueToTree(desired.config()));
    } else {
      change(desired, present.get().path("instance"));
    }
    return get().orElseThrow(PackInstance::vanished);
  }

  private void change(DesiredPack desired, JsonNode instance)
      throws ContentException, ApiException, InterruptedException {
    String installed = instance.path("stackPackVersion").asText();
    if (!installed.equals(desired.version())) {
      PackVersions.requireUpgrade(desired.pack(), installed, desired.version());
      api.trigger(path("/upgrade") + strategy(desired) + "&version=" + encoded(desired.version()));
    }
    // An upgrade keeps the values that the instance has; these may be others.
    api.post(
        path("/reconfigure/" + instance.path("id").asLong()) + strategy(desired),
        JSON.valueToTree(desired.config()));
  }

  private static boolean neverInstalled(JsonNode view) {
    return view.at("/instance/status").asText().equals("ERROR")
        && view.at("/instance/error/action").asText().equals("PROVISIONING");
  }

  private static ContentException vanished() {
    return new ContentException(
        Verdict.waiting("Vanished", "the instance was installed and is gone; it is tried again"));
  }

  @Override
  public boolean delete(JsonNode present) throws ApiException, InterruptedException {
    api.trigger(path("/deprovision/" + present.at("/instance/id").asLong()));
    return true;
  }

  private String path(String rest) {
    return "/api/stackpack/" + encoded(pack) + rest;
  }

  private static String strategy(DesiredPack desired) {
    String unlocked = desired.unlocked() == null ? "fail" : desired.unlocked().name();
    return "?unlocked=" + unlocked.toLowerCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
