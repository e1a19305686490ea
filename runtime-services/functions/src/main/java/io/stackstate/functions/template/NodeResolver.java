package io.stackstate.functions.template;

import java.util.OptionalLong;

/**
 * Where the helpers {@code get}, {@code getFirstExisting}, {@code getOrCreate}, {@code resolve} and
 * {@code resolveOrCreate} find settings nodes. Identifiers match by {@link
 * NodeIdentifier#normalised}. Implementations are thread-safe: synchronizations render in parallel.
 */
public interface NodeResolver {
  /** Knows no node and creates none. */
  NodeResolver NONE = new NoNodes();

  OptionalLong byIdentifier(String identifier);

  /** A node that the identified one owns, at any depth, for example a function's parameter. */
  OptionalLong ownedBy(String identifier, String type, String name);

  /** The node of that type with exactly that name; the lowest id when there are several. */
  OptionalLong byTypeAndName(String type, String name);

  /**
   * The id of the node with that identifier, which is created when there is none. Atomic: parallel
   * calls with the same identifier create one node and return the same id.
   *
   * @param type one of {@code Environment, Layer, Domain, ComponentType, RelationType}
   * @param identifier starts with {@code urn:system:auto}
   */
  long getOrCreate(String type, String name, String identifier);
}
