package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code StringTemplate} of scripts (query sheet, section 6.8). */
public final class StringTemplateApi {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*([^}]*?)\\s*}");

  StringTemplateApi() {}

  /**
   * The template with the values of groups in place of <code>${group}</code>.
   *
   * @param timeSeriesId of a series, or its plain form
   * @throws ScriptApiException naming a group that the series has not
   */
  public String runForTimeSeriesId(Object template, Object timeSeriesId) {
    Map<?, ?> groups = groups(timeSeriesId);
    return REFERENCE
        .matcher(String.valueOf(template))
        .replaceAll(
            reference -> {
              Object value = groups.get(reference.group(1));
              if (value == null) {
                throw new ScriptApiException(
                    "StringTemplate: found ${%s}, expected one of the groups of the series, %s"
                        .formatted(reference.group(1), groups.keySet()));
              }
              return Matcher.quoteReplacement(String.valueOf(value));
            });
  }

  private static Map<?, ?> groups(Object id) {
    if (id instanceof TimeSeriesId known) {
      return known.getGroups();
    }
    if (id instanceof Map<?, ?> plain && plain.get("groups") instanceof Map<?, ?> groups) {
      return groups;
    }
    throw new ScriptApiException(
        "StringTemplate: found %s, expected the id of a time series"
            .formatted(id == null ? "null" : id.getClass().getSimpleName()));
  }
}
