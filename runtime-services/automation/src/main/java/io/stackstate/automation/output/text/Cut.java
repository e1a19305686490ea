package io.stackstate.automation.output.text;

/** Limits of length that receivers have: a longer text is cut and ends in a mark. */
public final class Cut {
  private static final String MARK = "…";

  private Cut() {}

  /**
   * @param max length in UTF-16 units, the mark included, at least 1
   */
  public static String to(int max, String text) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - MARK.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + MARK;
  }

  /** The same for HTML: what is too long loses its tags first, and no entity is cut in two. */
  public static String html(int max, String html) {
    return html.length() <= max
        ? html
        : to(max, html.replaceAll("<[^>]*>", "")).replaceAll("&[#a-zA-Z0-9]{0,8}" + MARK, MARK);
  }
}
