package io.stackstate.automation.output.text;

import java.util.function.UnaryOperator;

/** How a value is written so that the target reads it as the text that it is. */
public enum Escape {
  /** A text without markup. */
  PLAIN(UnaryOperator.identity()),
  /** The inside of a JSON string, where the template has one open. */
  JSON(null),
  HTML(Escape::html),
  /** Slack's mrkdwn: only three characters can start something. */
  SLACK(text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
  /** Markdown of Discord, Mattermost, Rocket.Chat and adaptive cards. */
  MARKDOWN(Escape::markdown);

  private final UnaryOperator<String> rule;

  Escape(UnaryOperator<String> rule) {
    this.rule = rule;
  }

  /** Not for {@link #JSON}, whose escaping depends on the place. */
  public String apply(String text) {
    return rule.apply(text);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String markdown(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_~[]<>|#".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
      if (c == '@') {
        // Keeps "@everyone" from calling everyone.
        out.append('\u200b');
      }
    }
    return out.toString();
  }
}
