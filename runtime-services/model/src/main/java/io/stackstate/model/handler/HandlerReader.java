package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.handler.Grouping.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the definition of an event handler. Unknown fields are refused: a misspelt one would
 * silently do nothing. What an output says inside its kind is read by that kind, but for the shape
 * of references to Secrets: what stands there instead may be a secret, and must not be stored.
 */
public final class HandlerReader {
  private static final int MAX_OUTPUTS = 32;
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration REPEAT = Duration.ofHours(4);

  /** Fields of an output that are not its kind. */
  private static final Set<String> OF_OUTPUTS =
      Set.of("name", "when", "template", "after", "continue");

  private HandlerReader() {}

  /**
   * @param json the {@code spec} of a resource, or of a settings node
   * @throws InvalidHandlerException at the first field that is wrong
   */
  public static EventHandlerSpec read(JsonNode json) throws InvalidHandlerException {
    Fields spec = Fields.of(json, "");
    spec.allow(
        "instanceRef",
        "title",
        "description",
        "deletionPolicy",
        "suspend",
        "enabled",
        "suppressUntil",
        "existing",
        "triggers",
        "scope",
        "for",
        "keepFor",
        "grouping",
        "inhibit",
        "timing",
        "rateLimit",
        "flap",
        "silences",
        "outputs",
        "template");
    Fields rate = spec.object("rateLimit");
    HandlerScope scope = scope(spec.object("scope"));
    return new EventHandlerSpec(
        spec.flag("enabled", true),
        spec.time("suppressUntil") == null ? 0 : spec.time("suppressUntil").toEpochMilli(),
        existing(spec),
        TriggerReader.read(spec),
        scope,
        spec.duration("for", Duration.ZERO),
        spec.duration("keepFor", Duration.ZERO),
        grouping(spec.object("grouping"), scope),
        InhibitionReader.read(spec.object("inhibit")),
        TimingReader.read(spec.object("timing")),
        rate == null ? 0 : perMinute(rate),
        rate != null && digest(rate),
        flap(spec.object("flap")),
        SilenceReader.list(spec, "silences"),
        outputs(spec, spec.flag("enabled", true)),
        title(spec.object("template")));
  }

  private static HandlerScope scope(Fields scope) throws InvalidHandlerException {
    if (scope == null) {
      return HandlerScope.EVERYTHING;
    }
    scope.allow(
        "view",
        "query",
        "monitors",
        "monitorTags",
        "componentTypes",
        "componentTags",
        "layers",
        "domains",
        "environments");
    return new HandlerScope(
        scope.textOrNumber("view"),
        scope.text("query"),
        scope.texts("monitors"),
        scope.texts("monitorTags"),
        scope.texts("componentTypes"),
        scope.texts("componentTags"),
        scope.texts("layers"),
        scope.texts("domains"),
        scope.texts("environments"));
  }

  private static boolean existing(Fields spec) throws InvalidHandlerException {
    String existing = spec.text("existing");
    if (existing == null || existing.equalsIgnoreCase("tell")) {
      return true;
    }
    if (existing.equalsIgnoreCase("ignore")) {
      return false;
    }
    throw spec.bad("existing", "Tell or Ignore");
  }

  /** Who asks for monitors is told of each state of theirs by itself, if nothing else is asked. */
  private static Grouping grouping(Fields grouping, HandlerScope scope)
      throws InvalidHandlerException {
    List<By> usual = scope.namesMonitors() ? List.of(By.MONITOR_STATE) : List.of(By.PROBLEM);
    if (grouping == null) {
      return Grouping.NONE.by(usual);
    }
    grouping.allow("by", "wait", "interval", "repeat", "maxItems");
    List<By> by = new ArrayList<>();
    for (String name : grouping.texts("by")) {
      by.add(by(grouping, name));
    }
    return new Grouping(
        by.isEmpty() ? usual : by,
        grouping.duration("wait", WAIT),
        grouping.duration("interval", INTERVAL),
        grouping.duration("repeat", REPEAT),
        grouping.number("maxItems", Grouping.NONE.maxItems(), 1, 500));
  }

  private static By by(Fields grouping, String name) throws InvalidHandlerException {
    for (By each : By.values()) {
      if (each.name().replace("_", "").equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new InvalidHandlerException(
        grouping.path("by"),
        "\"" + name + "\"",
        "of problem, element, monitor, monitorState, type, layer, domain, environment, handler");
  }

  private static int perMinute(Fields rate) throws InvalidHandlerException {
    rate.allow("perMinute", "overflow");
    return rate.number("perMinute", 0, 0, 100_000);
  }

  private static boolean digest(Fields rate) throws InvalidHandlerException {
    String overflow = rate.text("overflow");
    if (overflow == null || overflow.equalsIgnoreCase("digest")) {
      return true;
    }
    if (overflow.equalsIgnoreCase("drop")) {
      return false;
    }
    throw rate.bad("overflow", "Digest or Drop");
  }

  private static Flap flap(Fields flap) throws InvalidHandlerException {
    if (flap == null) {
      return Flap.NONE;
    }
    flap.allow("changes", "window");
    return new Flap(
        flap.number("changes", 5, 2, 100), flap.duration("window", Duration.ofMinutes(10)));
  }

  private static String title(Fields template) throws InvalidHandlerException {
    return template == null ? null : template.text("title");
  }

  /** One that is switched off may wait for its first output. */
  private static List<OutputSpec> outputs(Fields spec, boolean enabled)
      throws InvalidHandlerException {
    List<OutputSpec> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields output : spec.objects("outputs")) {
      OutputSpec read = output(output);
      if (!names.add(read.name())) {
        throw output.bad("name", "a name that no other output has");
      }
      outputs.add(read);
    }
    if (outputs.isEmpty() && enabled || outputs.size() > MAX_OUTPUTS) {
      throw new InvalidHandlerException(
          "outputs", outputs.size() + " outputs", "1 to " + MAX_OUTPUTS);
    }
    return outputs;
  }

  private static OutputSpec output(Fields output) throws InvalidHandlerException {
    String name = output.requiredText("name");
    List<String> kinds = new ArrayList<>();
    output
        .all()
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!OF_OUTPUTS.contains(field)) {
                kinds.add(field);
              }
            });
    if (kinds.size() != 1) {
      throw new InvalidHandlerException(
          output.here(), "kinds " + kinds, "exactly one kind, for example webhook");
    }
    String kind = kinds.get(0);
    SecretRefs.check(output.all().path(kind), output.path(kind));
    Fields when = output.object("when");
    boolean any = when == null;
    if (!any) {
      when.allow("minHealth", "componentTypes", "componentTags", "layers");
    }
    HealthState least = HealthState.UNINITIALIZED;
    return new OutputSpec(
        name,
        kind,
        output.all(),
        any ? least : when.choice("minHealth", HealthState.class, least),
        any ? List.of() : when.texts("componentTypes"),
        any ? List.of() : when.texts("componentTags"),
        any ? List.of() : when.texts("layers"),
        output.duration("after", Duration.ZERO),
        output.flag("continue", true));
  }
}
