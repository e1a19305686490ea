package io.stackstate.functions.template;

/**
 * What one rendering may cost.
 *
 * @param maxOutputChars length of the output, includes counted
 * @param maxSteps passes through a block's body, so that loops over loops end
 * @param maxDepth of nested blocks and calls in the text, and of includes in includes
 */
public record TemplateLimits(int maxOutputChars, int maxSteps, int maxDepth) {
  /** For the elements of a synchronization: 1 Mi characters each. */
  public static final TemplateLimits ELEMENT = new TemplateLimits(1 << 20, 1_000_000, 64);

  /** For settings that a StackPack imports, icons included: 64 Mi characters. */
  public static final TemplateLimits IMPORT = new TemplateLimits(64 << 20, 10_000_000, 64);

  public TemplateLimits {
    positive("maxOutputChars", maxOutputChars);
    positive("maxSteps", maxSteps);
    positive("maxDepth", maxDepth);
  }

  private static void positive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + ": found " + value + ", expected 1 or more");
    }
  }
}
