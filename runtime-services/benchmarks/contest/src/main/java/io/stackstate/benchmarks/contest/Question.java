package io.stackstate.benchmarks.contest;

/** Something that every contender is asked, in its own language. */
public sealed interface Question {

  /** The components with both labels in a layer. */
  record ByLabels(String first, String second, String layer) implements Question {}

  /** The components whose name starts so. */
  record NamePrefix(String prefix) implements Question {}

  /** The components whose name contains this. */
  record NameInfix(String infix) implements Question {}

  /** A component and all within so many relations, whatever their direction. */
  record Neighbours(int component, int levels) implements Question {}

  /** How many components of a domain are in an environment. */
  record Count(String domain, String environment) implements Question {}

  /** How many components of a domain are in each layer. */
  record Groups(String domain) implements Question {}
}
