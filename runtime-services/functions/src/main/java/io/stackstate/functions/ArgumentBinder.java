package io.stackstate.functions;

import com.stackstate.structtype.StructType;
import io.stackstate.functions.api.TelemetryApi;
import io.stackstate.functions.runtime.Copies;
import io.stackstate.functions.runtime.K8sQuantity;
import io.stackstate.functions.runtime.PropagationState;
import io.stackstate.functions.runtime.RunState;
import io.stackstate.functions.runtime.StateConstants;
import io.stackstate.functions.runtime.StateConstants.PropagatedState;
import io.stackstate.functions.runtime.Sts;
import io.stackstate.functions.runtime.Variables;
import io.stackstate.functions.script.ScriptLog;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the variables of one run from its arguments, which are plain values by parameter name:
 * checked against the declared types, in the form that scripts of the kind expect, independent of
 * what the caller keeps.
 */
final class ArgumentBinder {
  private static final Map<String, Object> MAKERS =
      Map.of("Sts", new Sts(), "K8sQuantity", new K8sQuantity.Parser());
  private static final Map<String, Object> CHECKS = checks();

  private final FunctionDefinition definition;
  private final Map<String, Object> constants;

  ArgumentBinder(FunctionDefinition definition) {
    this.definition = definition;
    this.constants =
        switch (definition.kind()) {
          case ID_EXTRACTOR, COMPONENT_MAPPING, RELATION_MAPPING -> MAKERS;
          case CHECK -> CHECKS;
          case PROPAGATION -> StateConstants.forPropagation();
          case VIEW_HEALTH -> StateConstants.forViews();
          case MONITOR -> StateConstants.forMonitors();
          default -> Map.of();
        };
  }

  private static Map<String, Object> checks() {
    Map<String, Object> constants = new HashMap<>(StateConstants.forChecks());
    constants.putAll(MAKERS);
    return Map.copyOf(constants);
  }

  /**
   * @param apis variables that parameters of the same name hide
   * @throws IllegalArgumentException naming the parameter, what was found and what was expected
   */
  Map<String, Object> bind(Map<String, Object> arguments, Map<String, Object> apis, ScriptLog log) {
    Map<String, Object> variables = new Variables(constants);
    variables.putAll(apis);
    variables.put("log", log);
    variables.put("context", log);
    if (definition.kind() == FunctionKind.PROPAGATION
        || definition.kind() == FunctionKind.VIEW_HEALTH
        || definition.kind() == FunctionKind.SCRIPT) {
      arguments.forEach((name, value) -> variables.put(name, Copies.value(value)));
    }
    if (definition.kind() == FunctionKind.COMPONENT_ACTION) {
      variables.putAll(ActionArguments.variables(arguments));
    }
    if (definition.kind() == FunctionKind.EVENT_HANDLER) {
      arguments.forEach((name, value) -> variables.put(name, HandlerArguments.value(value)));
    }
    for (Parameter parameter : definition.parameters()) {
      Object value = value(parameter, arguments.get(parameter.name()));
      boolean query = parameter.knownType() == ParameterType.SCRIPT_METRIC_QUERY;
      variables.put(
          parameter.name(),
          query && apis.get("Telemetry") instanceof TelemetryApi telemetry
              ? telemetry.bound(value)
              : value);
    }
    return variables;
  }

  private Object value(Parameter parameter, Object given) {
    if (given == null) {
      if (parameter.required()) {
        throw mismatch(parameter, null, "a value");
      }
      return null;
    }
    if (definition.kind() == FunctionKind.EVENT_HANDLER && HandlerArguments.isOurs(given)) {
      return HandlerArguments.value(given);
    }
    if (definition.kind() == FunctionKind.CHECK && CheckEventArgument.isOne(given)) {
      return CheckEventArgument.value(given);
    }
    if (!parameter.multiple()) {
      return single(parameter, given);
    }
    if (!(given instanceof Collection<?> all)) {
      throw mismatch(parameter, given, "a list");
    }
    List<Object> values = new ArrayList<>(all.size());
    all.forEach(each -> values.add(single(parameter, each)));
    return values;
  }

  private Object single(Parameter parameter, Object given) {
    return switch (parameter.knownType()) {
      case STRUCT_TYPE -> struct(parameter, given);
      case EVENT_STREAM -> points(parameter, given, true);
      case METRIC_STREAM -> points(parameter, given, false);
      case SCRIPT_METRIC_QUERY ->
          given instanceof Map<?, ?>
              ? Copies.value(given)
              : of(CharSequence.class, parameter, given).toString();
      case STRING -> of(CharSequence.class, parameter, given).toString();
      case LONG, DURATION, NODE_ID, METRIC_STREAM_ID ->
          of(Number.class, parameter, given).longValue();
      case DOUBLE -> of(Number.class, parameter, given).doubleValue();
      case BOOLEAN -> of(Boolean.class, parameter, given);
      case STATE_VALUE -> constant(HealthState.class, parameter, given);
      case RUN_STATE_VALUE -> runState(parameter, given);
      case PROPAGATED_HEALTH_STATE_VALUE ->
          definition.kind() == FunctionKind.PROPAGATION
              ? constant(PropagationState.class, parameter, given)
              : constant(PropagatedState.class, parameter, given);
      case STS_EVENT_STREAM -> throw mismatch(parameter, given, "an event of the platform");
      case ANOMALY_DIRECTION, COMPONENT_TYPE, RELATION_TYPE, QUERY_VIEW, OTHER ->
          Copies.value(given);
    };
  }

  private Object struct(Parameter parameter, Object given) {
    Map<String, Object> map = map(parameter, given);
    boolean plain =
        definition.kind() == FunctionKind.COMPONENT_MAPPING
            || definition.kind() == FunctionKind.RELATION_MAPPING
            || definition.kind() == FunctionKind.MONITOR;
    return plain ? Copies.map(map) : StructType.wrapMap(map);
  }

  private List<Object> points(Parameter parameter, Object given, boolean events) {
    List<Object> points = new ArrayList<>();
    for (Object element : of(Collection.class, parameter, given)) {
      Map<String, Object> fields = map(parameter, element);
      Object point = fields.get("point");
      Map<String, Object> copy = new LinkedHashMap<>();
      copy.put("timestamp", fields.get("timestamp"));
      copy.put("point", events ? StructType.wrapMap(map(parameter, point)) : point);
      if (!events && !(point instanceof Number)) {
        throw mismatch(parameter, point, "points that are numbers");
      }
      points.add(copy);
    }
    return points;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Parameter parameter, Object given) {
    return (Map<String, Object>) of(Map.class, parameter, given);
  }

  private static <T> T of(Class<T> type, Parameter parameter, Object given) {
    if (!type.isInstance(given)) {
      throw mismatch(parameter, given, "a " + type.getSimpleName().toLowerCase(Locale.ROOT));
    }
    return type.cast(given);
  }

  private static RunState runState(Parameter parameter, Object given) {
    RunState named = RunState.byName().get(String.valueOf(given));
    return named != null ? named : constant(RunState.class, parameter, given);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Parameter parameter, Object given) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(String.valueOf(given))) {
        return each;
      }
    }
    throw mismatch(parameter, given, "one of " + List.of(type.getEnumConstants()));
  }

  private static IllegalArgumentException mismatch(
      Parameter parameter, Object given, String expected) {
    String found = given == null ? "nothing" : given.getClass().getSimpleName() + " " + given;
    return new IllegalArgumentException(
        "argument %s: found %s, expected %s"
            .formatted(
                parameter.name(),
                found.length() > 100 ? found.substring(0, 100) + "..." : found,
                expected));
  }
}
