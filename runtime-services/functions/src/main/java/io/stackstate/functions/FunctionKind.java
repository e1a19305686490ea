package io.stackstate.functions;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a function is for: query sheet section 7. The node type is what a settings node says in
 * {@code _type}.
 *
 * <p>A synchronous kind sees no script APIs; an asynchronous one sees all that its caller may use.
 */
public enum FunctionKind {
  ID_EXTRACTOR("IdExtractorFunction", Execution.SYNC),
  COMPONENT_MAPPING("ComponentMappingFunction", Execution.SYNC),
  RELATION_MAPPING("RelationMappingFunction", Execution.SYNC),
  COMPONENT_TEMPLATE("ComponentTemplateFunction", Execution.TEMPLATE),
  RELATION_TEMPLATE("RelationTemplateFunction", Execution.TEMPLATE),
  CHECK("CheckFunction", Execution.SYNC),
  PROPAGATION("PropagationFunction", Execution.SYNC_OR_ASYNC),
  VIEW_HEALTH("ViewHealthStateConfigurationFunction", Execution.SYNC),
  EVENT_HANDLER("EventHandlerFunction", Execution.SYNC_OR_ASYNC),
  MONITOR("MonitorFunction", Execution.ASYNC),
  COMPONENT_ACTION("ComponentActionDefinition", Execution.ASYNC),
  /** An argument of a monitor that says which metrics it is about (health sheet, section 3.1). */
  METRIC_QUERY("", Execution.ASYNC),
  /** What people run by hand (query sheet, section 8); no node of settings is one. */
  SCRIPT("", Execution.ASYNC);

  /** How functions of a kind are executed. */
  public enum Execution {
    SYNC,
    ASYNC,
    SYNC_OR_ASYNC,
    TEMPLATE
  }

  private final String nodeType;
  private final Execution execution;

  FunctionKind(String nodeType, Execution execution) {
    this.nodeType = nodeType;
    this.execution = execution;
  }

  public String nodeType() {
    return nodeType;
  }

  public Execution execution() {
    return execution;
  }

  /** Whether people see what it returns, of any type, so that the type is told, too. */
  boolean isTyped() {
    return this == SCRIPT || this == COMPONENT_ACTION;
  }

  /** The kind of a settings node, empty when the type is not that of a function. */
  public static Optional<FunctionKind> ofNodeType(String nodeType) {
    return Arrays.stream(values())
        .filter(kind -> !kind.nodeType.isEmpty() && kind.nodeType.equals(nodeType))
        .findFirst();
  }
}
