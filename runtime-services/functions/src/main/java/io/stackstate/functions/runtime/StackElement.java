package io.stackstate.functions.runtime;

import io.stackstate.model.change.HealthState;
import java.util.Set;

/**
 * {@code element} of a synchronous propagation function, and what it depends on (query sheet,
 * section 7.8). Two of the same id are equal.
 */
public final class StackElement {
  private final long id;
  private final boolean component;
  private final Source source;

  public StackElement(long id, boolean component, Source source) {
    this.id = id;
    this.component = component;
    this.source = source;
  }

  /** What is known of elements; asked while the function runs. */
  public interface Source {
    String name(StackElement element);

    ElementType type(StackElement element);

    /** Null when it has none. */
    String version(StackElement element);

    /** The relations of a component, the components of a relation. */
    Set<StackElement> dependencies(StackElement element);

    HealthState health(StackElement element);

    /** UNKNOWN when no check says one. */
    RunState runState(StackElement element);

    /** UNKNOWN, DEVIATING, FLAPPING or CRITICAL. */
    HealthState propagatedHealth(StackElement element);
  }

  public long getId() {
    return id;
  }

  public String getName() {
    return source.name(this);
  }

  public ElementType getType() {
    return source.type(this);
  }

  public String getVersion() {
    return source.version(this);
  }

  public RunState runState() {
    return source.runState(this);
  }

  public boolean isComponent() {
    return component;
  }

  public Set<StackElement> getDependencies() {
    return source.dependencies(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StackElement element && element.id == id;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return (component ? "component " : "relation ") + id;
  }
}
