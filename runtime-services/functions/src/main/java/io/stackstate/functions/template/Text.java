package io.stackstate.functions.template;

/** Literal text; {@code toggles} when it opens a string that it does not close, or the reverse. */
record Text(TemplateText source, int at, String text, boolean toggles) implements Node {
  Text(TemplateText source, int at, String text) {
    this(source, at, text, hasOddQuotes(text));
  }

  @Override
  public void render(Render render) {
    render.mark(source, at);
    render.literal(text, toggles);
  }

  /** Whether the number of quotes that no backslash escapes is odd. */
  static boolean hasOddQuotes(String text) {
    boolean odd = false;
    int quote = text.indexOf('"');
    while (quote >= 0) {
      int backslashes = quote;
      while (backslashes > 0 && text.charAt(backslashes - 1) == '\\') {
        backslashes--;
      }
      odd ^= (quote - backslashes) % 2 == 0;
      quote = text.indexOf('"', quote + 1);
    }
    return odd;
  }
}
