package io.stackstate.telemetry.promql.syntax;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param arguments types in order; the last one is that of all that follow
 * @param atLeast how many arguments it needs
 * @param atMost how many it may get
 */
public record Signature(
    String name, List<ValueType> arguments, int atLeast, int atMost, ValueType returns) {
  /** Most arguments of any function. */
  static final int MANY = 100;

  public Signature {
    arguments = List.copyOf(arguments);
  }

  static Signature of(String name, ValueType returns, ValueType... arguments) {
    return new Signature(name, List.of(arguments), arguments.length, arguments.length, returns);
  }

  /** The same with a number of last arguments that may be left out. */
  Signature optional(int count) {
    return new Signature(name, arguments, atMost - count, atMost, returns);
  }

  /** The same with any number of arguments of the last type, or none. */
  Signature variadic() {
    return new Signature(name, arguments, atLeast - 1, MANY, returns);
  }

  /** The type of one, from 0. */
  public ValueType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
