package io.stackstate.synchronization.mapping;

/**
 * The external ids of what a template makes of one element: the first keeps that of the element,
 * the others get a number behind a character that no known source uses (U+241F, the symbol for a
 * unit separator). So their identity is the same after every evaluation.
 */
public final class PartIds {
  private static final char SEPARATOR = '\u241F';

  private PartIds() {}

  /** The external id of the part with this place, from 0. */
  public static String externalId(String element, int place) {
    return place == 0 ? element : element + SEPARATOR + place;
  }

  /** The external id of the element that this is a part of; null when it is an element itself. */
  public static String element(String externalId) {
    int separator = separator(externalId);
    return separator < 0 ? null : externalId.substring(0, separator);
  }

  /** The place of a part; 0 for an element itself. */
  public static int place(String externalId) {
    int separator = separator(externalId);
    return separator < 0 ? 0 : Integer.parseInt(externalId, separator + 1, externalId.length(), 10);
  }

  private static int separator(String externalId) {
    int end = externalId.length();
    int i = end;
    while (i > 0 && externalId.charAt(i - 1) >= '0' && externalId.charAt(i - 1) <= '9') {
      i--;
    }
    boolean isNumber = i < end && end - i <= 6;
    return isNumber && i > 1 && externalId.charAt(i - 1) == SEPARATOR ? i - 1 : -1;
  }
}
