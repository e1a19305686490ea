package io.stackstate.stql.editor;

import java.util.List;
import java.util.OptionalLong;

/**
 * What may be written at a caret.
 *
 * @param from where the part starts that an item replaces, in UTF-16 units from 0
 * @param to where it ends, exclusive; equal to {@code from} when nothing is replaced
 * @param items the best first; empty when nothing is known
 * @param complete false when there are more items than were asked for
 */
public record Completion(int from, int to, List<Item> items, boolean complete) {
  public Completion {
    items = List.copyOf(items);
  }

  /** What an item is. */
  public enum Kind {
    KEY,
    OPERATOR,
    /** AND, OR and NOT. */
    KEYWORD,
    FUNCTION,
    PARAMETER,
    VALUE,
    PUNCTUATION
  }

  /**
   * One proposal.
   *
   * @param text to insert, quoted and escaped where it is a value
   * @param count how many components have the value; of values only
   * @param description for the person who chooses; blank for values that speak for themselves
   */
  public record Item(String text, Kind kind, OptionalLong count, String description) {}
}
