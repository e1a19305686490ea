package io.stackstate.stackpacks.archive;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A markdown resource as the UI shows it (topology sheet, 7.5). */
public final class MarkdownPage {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{\\{\\s*(config\\.apiKey|config\\.baseUrl|configurationConfig\\.[\\w.-]+)\\s*}}");
  private static final Pattern SPLIT = Pattern.compile("(?m)^\\s*\\[comment]: # \\(split\\)\\s*$");
  private static final String HIDDEN = "********";

  private MarkdownPage() {}

  /**
   * Fills the placeholders in.
   *
   * @param values of the instance's inputs; a password is shown as asterisks
   */
  public static String render(
      String markdown, String apiKey, String baseUrl, Manifest manifest, Map<String, ?> values) {
    Matcher matcher = PLACEHOLDER.matcher(markdown);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          out,
          Matcher.quoteReplacement(value(matcher.group(1), apiKey, baseUrl, manifest, values)));
    }
    return matcher.appendTail(out).toString();
  }

  /** The columns that split marks divide a page into. */
  public static List<String> columns(String markdown) {
    return List.of(SPLIT.split(markdown, -1));
  }

  private static String value(
      String placeholder, String apiKey, String baseUrl, Manifest manifest, Map<String, ?> values) {
    if (placeholder.equals("config.apiKey")) {
      return apiKey;
    }
    if (placeholder.equals("config.baseUrl")) {
      return baseUrl;
    }
    String step = placeholder.substring("configurationConfig.".length());
    boolean password =
        manifest.steps().stream()
            .anyMatch(
                known -> known.name().equals(step) && known.type() == Manifest.Input.PASSWORD);
    Object value = values.get(step);
    return value == null ? "" : password ? HIDDEN : value.toString();
  }
}
