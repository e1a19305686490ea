package io.stackstate.functions.api;

import java.util.Map;

/** {@code StackPack} of scripts (query sheet, section 6.6). */
public final class StackPackApi {
  private final ScriptHost host;

  StackPackApi(ScriptHost host) {
    this.host = host;
  }

  /**
   * Whether there is an instance of a StackPack.
   *
   * @param name as the StackPack writes it
   */
  public AsyncScriptResult isInstalled(Object name) {
    return AsyncScriptResult.attempt(
        () -> host.ask(Question.PACK_INSTALLED, Map.of("name", String.valueOf(name))));
  }

  /** The nodes of a type whose URN is below {@code urn:stackpack:<namespace>}. */
  public AsyncScriptResult getResources(Object namespace, Object nodeType) {
    return AsyncScriptResult.attempt(
        () ->
            host.ask(
                Question.PACK_RESOURCES,
                Map.of(
                    "namespace", String.valueOf(namespace), "nodeType", String.valueOf(nodeType))));
  }
}
