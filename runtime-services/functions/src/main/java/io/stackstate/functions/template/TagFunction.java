package io.stackstate.functions.template;

/** A helper that yields a value. */
@FunctionalInterface
interface TagFunction {
  /**
   * @throws RenderProblem when an argument does not fit or a node is missing
   */
  Object call(Render render, Object[] arguments);

  /** How many arguments a helper takes. */
  record Arity(int min, int max) {
    boolean allows(int count) {
      return count >= min && count <= max;
    }

    @Override
    public String toString() {
      if (max == Integer.MAX_VALUE) {
        return min + " or more arguments";
      }
      return min == max ? min + (min == 1 ? " argument" : " arguments") : min + " to " + max;
    }
  }
}
