package io.stackstate.functions;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Types of parameters: topology sheet section 5. Unknown ones are kept and their arguments are
 * handed on unchecked.
 */
public enum ParameterType {
  STRUCT_TYPE,
  METRIC_STREAM,
  EVENT_STREAM,
  STRING,
  LONG,
  DOUBLE,
  BOOLEAN,
  DURATION,
  NODE_ID,
  STATE_VALUE,
  RUN_STATE_VALUE,
  PROPAGATED_HEALTH_STATE_VALUE,
  ANOMALY_DIRECTION,
  METRIC_STREAM_ID,
  STS_EVENT_STREAM,
  COMPONENT_TYPE,
  RELATION_TYPE,
  QUERY_VIEW,
  SCRIPT_METRIC_QUERY,
  OTHER;

  private static final Map<String, ParameterType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, type -> type));

  /** {@link #OTHER} for names that we do not know. */
  public static ParameterType of(String name) {
    return name == null ? OTHER : BY_NAME.getOrDefault(name, OTHER);
  }
}
