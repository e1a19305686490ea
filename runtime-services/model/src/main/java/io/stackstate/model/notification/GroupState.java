package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import java.util.List;

/**
 * A group of a handler: what is, or will be, one notification (health sheet, section 13.3 item 1).
 *
 * @param handler id of its settings node
 * @param key what the handler groups by
 * @param since when the phase began, epoch milliseconds as all times here
 * @param notificationId null before it is open
 * @param sequence of the last message; 0 before the first
 * @param openedAt 0 before it is open
 * @param toldAt when the last message was made
 * @param told what that said, to know whether there is news
 * @param toldState the state that it said
 * @param outputs those that were told of it
 * @param suppressed why it is not told, or null
 * @param acknowledgedBy or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GroupState(
    long handler,
    String key,
    Phase phase,
    long since,
    String notificationId,
    int sequence,
    long openedAt,
    long toldAt,
    String told,
    HealthState toldState,
    List<String> outputs,
    String suppressed,
    String acknowledgedBy,
    List<Member> members) {

  /** Where a group is; a closed one is gone. */
  public enum Phase {
    PENDING,
    OPEN,
    CLOSING
  }

  public GroupState {
    outputs = outputs == null ? List.of() : List.copyOf(outputs);
    members = members == null ? List.of() : List.copyOf(members);
  }
}
