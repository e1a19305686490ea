package io.stackstate.api.forecast;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.model.check.StreamDefinition;
import java.util.Map;

/**
 * A check on metrics as a call of its function.
 *
 * @param arguments plain values by parameter, those of streams excluded
 * @param streams by the parameter that they are for
 * @param windowMillis how much of a stream the function looks at
 */
record MetricCheck(
    long id,
    String name,
    FunctionDefinition function,
    Map<String, Object> arguments,
    Map<String, StreamDefinition> streams,
    long windowMillis) {}
