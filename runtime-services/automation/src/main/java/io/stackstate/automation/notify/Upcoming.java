package io.stackstate.automation.notify;

import io.stackstate.automation.output.Transition;
import io.stackstate.model.notification.GroupState.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What holds and is not told yet.
 *
 * @param message what would be told of it now
 * @param at when it is told if it still holds then, epoch milliseconds
 * @param suppressed why it is held back although its time has come; null when that is not so
 */
public record Upcoming(Message message, long at, String suppressed) {
  /**
   * Of groups that have not opened.
   *
   * @param patience how long a group waits before it opens, milliseconds
   * @param ids makes the ids of notifications
   */
  static List<Upcoming> of(
      Groups groups, long patience, Recipients recipients, Supplier<UUID> ids) {
    List<Upcoming> upcoming = new ArrayList<>();
    for (Group group : groups.all()) {
      if (group.phase == Phase.PENDING && group.anyActive()) {
        Group opened = Group.of(group.state());
        opened.notificationId = ids.get().toString();
        Message message =
            new Message(opened.state(), Transition.OPEN, null, false, recipients.wanting(opened));
        upcoming.add(new Upcoming(message, group.since + patience, group.suppressed));
      }
    }
    return upcoming;
  }
}
