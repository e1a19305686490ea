package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.List;
import java.util.Map;

/** Where scripts see StackPacks. Thread-safe. */
public interface PackSource {
  /** Knows none. */
  PackSource NONE =
      new PackSource() {
        @Override
        public boolean isInstalled(String name) {
          throw new ScriptApiException("StackPack is not available here");
        }

        @Override
        public List<Map<String, Object>> resources(String namespace, String nodeType) {
          throw new ScriptApiException("StackPack is not available here");
        }
      };

  /** Whether a StackPack of exactly this name has an instance. */
  boolean isInstalled(String name);

  /**
   * The settings nodes of a type whose URN begins with {@code urn:stackpack:<namespace>:}, in the
   * order of their ids; plain values, which the caller may change.
   *
   * @throws ScriptApiException when there is no such type of nodes
   */
  List<Map<String, Object>> resources(String namespace, String nodeType);
}
