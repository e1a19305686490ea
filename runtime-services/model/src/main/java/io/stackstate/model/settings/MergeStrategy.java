package io.stackstate.model.settings;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a contributor wants when it shares a component with others, the most assertive first
 * (topology sheet, section 3.3).
 */
public enum MergeStrategy {
  /** The others are dropped. */
  UseMineOnly("MineOnly"),
  /** Fields that can merge do, of the others mine is taken. */
  MergePreferMine(null),
  /** Fields that can merge do, of the others theirs is taken. */
  MergePreferTheirs(null),
  /** Mine is dropped. */
  UseTheirsAlways("TheirsAlways");

  private final String alias;

  MergeStrategy(String alias) {
    this.alias = alias;
  }

  /** By its name or alias; what is not said is {@link #MergePreferTheirs}. */
  public static Optional<MergeStrategy> of(String text) {
    if (text == null || text.isBlank()) {
      return Optional.of(MergePreferTheirs);
    }
    String name = text.trim();
    return Arrays.stream(values())
        .filter(strategy -> strategy.name().equals(name) || name.equals(strategy.alias))
        .findFirst();
  }
}
