package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How an output of a handler does.
 *
 * @param definition tells versions of its definition apart
 * @param spec how messages are delivered to it, also when its handler does not have it any more
 * @param secrets sealed values that the definition refers to, by {@code <name>/<key>}
 * @param sent how many messages its receiver took
 * @param lastSuccessAt epoch milliseconds; 0 for never
 * @param errors since the last success
 * @param disabled why nothing is sent to it until it is defined anew, or null
 * @param authFailed whether the receiver does not accept the credentials
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputStatus(
    String definition,
    JsonNode spec,
    JsonNode secrets,
    long sent,
    long lastSuccessAt,
    List<Failure> errors,
    String disabled,
    boolean authFailed) {
  private static final int MOST_ERRORS = 8;

  public OutputStatus {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** Of an output that nothing was sent to yet. */
  public static OutputStatus fresh(String definition, JsonNode spec, JsonNode secrets) {
    return new OutputStatus(definition, spec, secrets, 0, 0, List.of(), null, false);
  }

  /**
   * Failures of one kind.
   *
   * @param firstSeenAt epoch milliseconds
   */
  public record Failure(String category, long count, String message, long firstSeenAt) {}

  /** After a success: no error is left. */
  public OutputStatus success(long now) {
    return new OutputStatus(definition, spec, secrets, sent + 1, now, List.of(), null, false);
  }

  /** After a failure. */
  public OutputStatus failure(String category, String message, long now) {
    List<Failure> all = new ArrayList<>();
    Failure added = new Failure(category, 1, message, now);
    for (Failure each : errors) {
      if (each.category().equals(category)) {
        added = new Failure(category, each.count() + 1, message, each.firstSeenAt());
      } else if (all.size() < MOST_ERRORS - 1) {
        all.add(each);
      }
    }
    all.add(added);
    return new OutputStatus(
        definition,
        spec,
        secrets,
        sent,
        lastSuccessAt,
        all,
        disabled,
        category.equals("AuthFailed"));
  }

  /** Switched off until it is defined anew. */
  public OutputStatus disable(String why) {
    return new OutputStatus(
        definition, spec, secrets, sent, lastSuccessAt, errors, why, authFailed);
  }
}
