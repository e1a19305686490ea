package io.stackstate.functions;

import io.stackstate.functions.FunctionResult.Check;
import io.stackstate.functions.FunctionResult.Expiration;
import io.stackstate.functions.FunctionResult.Extracted;
import io.stackstate.functions.FunctionResult.Mapped;
import io.stackstate.functions.FunctionResult.Monitored;
import io.stackstate.functions.FunctionResult.Propagated;
import io.stackstate.functions.runtime.PropagationState;
import io.stackstate.functions.runtime.RunState;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads results from plain values: maps, lists, texts, numbers, booleans and null, as JSON has
 * them.
 */
final class ResultReader {
  private static final Set<HealthState> PROPAGATED =
      Set.of(
          HealthState.CRITICAL,
          HealthState.FLAPPING,
          HealthState.DEVIATING,
          HealthState.UNKNOWN,
          HealthState.CLEAR);
  private static final Set<HealthState> OF_VIEWS =
      Set.of(HealthState.UNKNOWN, HealthState.CLEAR, HealthState.DEVIATING, HealthState.CRITICAL);

  private static final ClassValue<Map<String, Object>> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
          if (type == RunState.class) {
            return Map.copyOf(RunState.byName());
          }
          return Arrays.stream(type.getEnumConstants())
              .collect(Collectors.toUnmodifiableMap(each -> ((Enum<?>) each).name(), each -> each));
        }
      };

  private ResultReader() {}

  static FunctionResult read(FunctionKind kind, Object plain) throws WrongResultException {
    return switch (kind) {
      case ID_EXTRACTOR -> extracted(plain);
      case COMPONENT_MAPPING, RELATION_MAPPING -> mapped(plain);
      case CHECK -> check(plain);
      case PROPAGATION -> propagated(plain);
      case VIEW_HEALTH -> viewHealth(plain);
      case MONITOR -> new Monitored(MonitorStatesReader.read(plain));
      case EVENT_HANDLER, METRIC_QUERY -> new FunctionResult.Plain(plain);
      case SCRIPT, COMPONENT_ACTION -> {
        Map<String, Object> typed = map(plain, "a value with its type");
        yield new FunctionResult.Value(String.valueOf(typed.get("_type")), typed.get("value"));
      }
      case COMPONENT_TEMPLATE, RELATION_TEMPLATE ->
          throw new WrongResultException("a template has no result of a script");
    };
  }

  private static Extracted extracted(Object plain) throws WrongResultException {
    Map<String, Object> id = map(plain, "the value of Sts.createId(externalId, identifiers, type)");
    if (!"ExternalId".equals(id.get("_type"))) {
      throw wrong(plain, "the value of Sts.createId(externalId, identifiers, type)");
    }
    Set<String> identifiers = new LinkedHashSet<>();
    for (Object identifier : list(id.get("identifiers"), "a list of identifiers")) {
      identifiers.add(String.valueOf(identifier));
    }
    return new Extracted(
        String.valueOf(id.get("externalId")), identifiers, String.valueOf(id.get("type")));
  }

  private static Mapped mapped(Object plain) throws WrongResultException {
    return new Mapped(map(plain, "the element"));
  }

  private static Check check(Object plain) throws WrongResultException {
    if (plain == null) {
      return checkOf(null, null, Map.of());
    }
    if (plain instanceof String name) {
      Optional<HealthState> health = constant(HealthState.class, name);
      Optional<RunState> run = constant(RunState.class, name);
      if (health.isEmpty() && run.isEmpty()) {
        throw wrong(plain, "a health state, a run state or a map");
      }
      return checkOf(health.orElse(null), health.isPresent() ? null : run.get(), Map.of());
    }
    Map<String, Object> fields = map(plain, "a health state, a run state or a map");
    return checkOf(
        state(HealthState.class, fields, "healthState"),
        state(RunState.class, fields, "runState"),
        fields);
  }

  private static Check checkOf(HealthState health, RunState run, Map<String, Object> fields)
      throws WrongResultException {
    List<Map<String, Object>> events = new ArrayList<>();
    if (fields.get("causingEvents") != null) {
      for (Object event : list(fields.get("causingEvents"), "causingEvents: a list")) {
        events.add(map(event, "causingEvents: a list of maps"));
      }
    }
    Object data = fields.get("data");
    return new Check(
        Optional.ofNullable(health),
        Optional.ofNullable(run),
        text(fields, "shortMessage"),
        text(fields, "detailedMessage"),
        expiration(fields.get("expiration")),
        events,
        data == null ? Map.of() : map(data, "data: a map"));
  }

  private static Optional<String> text(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String::valueOf);
  }

  private static Optional<Expiration> expiration(Object plain) throws WrongResultException {
    if (plain == null) {
      return Optional.empty();
    }
    Map<String, Object> fields = map(plain, "expiration: a map of duration and expireTo");
    HealthState to = state(HealthState.class, fields, "expireTo");
    if (!(fields.get("duration") instanceof Number duration) || to == null) {
      throw wrong(plain, "expiration: a map of duration and expireTo");
    }
    return Optional.of(new Expiration(duration.longValue(), to));
  }

  private static Propagated propagated(Object plain) throws WrongResultException {
    if (plain instanceof Number number) {
      PropagationState state = PropagationState.ofIntValue(number.longValue());
      return new Propagated(HealthState.valueOf(state.name()));
    }
    HealthState state = oneOf(PROPAGATED, plain, "CRITICAL, FLAPPING, DEVIATING or UNKNOWN");
    // Sheet 7.8: an example returns CLEAR, which propagates as little as UNKNOWN.
    return new Propagated(state == HealthState.CLEAR ? HealthState.UNKNOWN : state);
  }

  private static FunctionResult.ViewHealth viewHealth(Object plain) throws WrongResultException {
    return new FunctionResult.ViewHealth(
        oneOf(OF_VIEWS, plain, "UNKNOWN, CLEAR, DEVIATING or CRITICAL"));
  }

  private static HealthState oneOf(Set<HealthState> states, Object plain, String expected)
      throws WrongResultException {
    if (plain == null) {
      return HealthState.UNKNOWN;
    }
    return Optional.of(plain)
        .filter(String.class::isInstance)
        .flatMap(name -> constant(HealthState.class, (String) name))
        .filter(states::contains)
        .orElseThrow(() -> wrong(plain, expected));
  }

  private static <E extends Enum<E>> E state(Class<E> type, Map<String, Object> fields, String name)
      throws WrongResultException {
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    return constant(type, String.valueOf(value))
        .orElseThrow(
            () -> wrong(value, name + ": one of " + Arrays.toString(type.getEnumConstants())));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    E found = type.cast(CONSTANTS.get(type).get(name));
    if (found == null) {
      found = type.cast(CONSTANTS.get(type).get(name.strip().toUpperCase(Locale.ROOT)));
    }
    return Optional.ofNullable(found);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object plain, String expected)
      throws WrongResultException {
    if (plain instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw wrong(plain, expected);
  }

  private static List<?> list(Object plain, String expected) throws WrongResultException {
    if (plain instanceof List<?> list) {
      return list;
    }
    throw wrong(plain, expected);
  }

  private static WrongResultException wrong(Object found, String expected) {
    String text = String.valueOf(found);
    String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    String type = found == null ? "" : found.getClass().getSimpleName() + " ";
    return new WrongResultException("returned %s%s, expected %s".formatted(type, shown, expected));
  }
}
