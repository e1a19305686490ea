package io.stackstate.functions.api;

import java.util.Map;

/**
 * How scripts reach what not everybody may: {@link Question#NODES}, and outside of the platform
 * {@link Question#HTTP} and the plugins of synchronous functions. Thread-safe.
 */
@FunctionalInterface
public interface OutsideSource {
  /** No way out. */
  OutsideSource NONE = ScriptHost.NONE::ask;

  /** As {@link ScriptHost#ask}; ends within {@link Question#LEFT_MILLIS}, where that is given. */
  Object ask(Question question, Map<String, Object> arguments);
}
