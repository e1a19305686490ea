package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * How a handler does.
 *
 * @param definition tells versions of its definition apart
 * @param invalid what is wrong with the definition so that it is not executed, or null
 * @param notExecuted what of it is not executed, and why
 * @param suppressed how many messages were held back, by reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HandlerStatus(
    String definition, String invalid, List<String> notExecuted, Map<String, Long> suppressed) {

  public HandlerStatus {
    notExecuted = notExecuted == null ? List.of() : List.copyOf(notExecuted);
    suppressed = suppressed == null ? Map.of() : Map.copyOf(suppressed);
  }
}
