package io.stackstate.api.events;

import io.stackstate.api.http.ApiException;
import java.util.List;

/** Values that events are looked for by, as many and as long as Elasticsearch takes them. */
final class WantedValues {
  private static final int MOST = 1_000;
  private static final int LONGEST = 4_096;

  private WantedValues() {}

  /**
   * @param field of the request, for the error
   * @throws ApiException 400 when there are too many, or one is too long
   */
  static List<String> of(String field, List<String> values) {
    if (values.size() > MOST) {
      throw ApiException.badField(field, values.size() + " values", "at most " + MOST);
    }
    for (String value : values) {
      if (value.length() > LONGEST) {
        throw ApiException.badField(
            field, "a value of " + value.length() + " characters", "at most " + LONGEST);
      }
    }
    return values;
  }
}
