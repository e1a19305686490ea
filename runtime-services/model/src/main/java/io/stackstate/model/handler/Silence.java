package io.stackstate.model.handler;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * For some time nothing is told of some elements.
 *
 * @param id names it among all silences
 * @param handler identifier or id of the only handler it is for; null for all
 * @param matchers that must all hold of an element; none matches every one
 * @param startsAt epoch milliseconds, as is {@code endsAt}
 * @param owner who asked for it
 * @param reason why
 */
public record Silence(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL) String handler,
    List<Matcher> matchers,
    long startsAt,
    long endsAt,
    String owner,
    String reason) {

  public Silence {
    matchers = matchers == null ? List.of() : List.copyOf(matchers);
  }

  public boolean holds(long now) {
    return startsAt <= now && now < endsAt;
  }

  /**
   * @param properties of an element, values by field
   */
  public boolean matches(Map<String, List<String>> properties) {
    return matchers.stream().allMatch(matcher -> matcher.matches(properties));
  }
}
