package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.handler.Grouping;
import io.stackstate.model.handler.HandlerScope;
import io.stackstate.model.handler.Inhibition;
import io.stackstate.model.handler.OutputSpec;
import io.stackstate.model.handler.Timing;
import io.stackstate.model.notification.OutputStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How outputs are defined; pure. */
public final class Definitions {
  private Definitions() {}

  /** The outputs of a handler by name, as if nothing was sent to them yet. */
  static Map<String, OutputStatus> outputs(Handler handler) {
    Map<String, OutputStatus> outputs = new LinkedHashMap<>();
    ObjectNode secrets = JsonNodeFactory.instance.objectNode();
    secrets.put("owner", handler.identifier() == null ? "" : handler.identifier());
    secrets.set("values", handler.secrets());
    for (OutputSpec output : handler.spec().outputs()) {
      JsonNode spec = spec(output, handler.spec().title());
      seeView(spec, handler.spec().scope().view());
      String version = Integer.toHexString((spec + "" + secrets).hashCode());
      outputs.put(output.name(), OutputStatus.fresh(version, spec, secrets));
    }
    return outputs;
  }

  /** What makes the delivery: the title of the handler holds for outputs that have none. */
  public static JsonNode spec(OutputSpec output, String title) {
    ObjectNode spec = output.definition().deepCopy();
    if (title != null && !spec.path("template").has("title")) {
      spec.withObject("/template").put("title", title);
    }
    return spec;
  }

  /** A function sees the view that its handler belongs to. */
  private static void seeView(JsonNode spec, String view) {
    if (view != null && spec.path("script") instanceof ObjectNode script && !script.has("view")) {
      script.put("view", view);
    }
  }

  /** A handler of which only its state is left. */
  static Handler gone(long id) {
    return new Handler(
        id,
        null,
        "event handler " + id,
        "",
        new EventHandlerSpec(
            false,
            0,
            false,
            List.of(),
            HandlerScope.EVERYTHING,
            Duration.ZERO,
            Duration.ZERO,
            Grouping.NONE,
            Inhibition.NONE,
            Timing.ALWAYS,
            0,
            false,
            Flap.NONE,
            List.of(),
            List.of(),
            null),
        JsonNodeFactory.instance.objectNode());
  }
}
