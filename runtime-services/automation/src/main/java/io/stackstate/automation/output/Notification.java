package io.stackstate.automation.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a message may say. Immutable; reads and writes as JSON with the mapper of the
 * platform. Components documented as "or null" may be absent; lists and maps never are.
 *
 * @param notificationId the same from open to close, never used again; what receivers recognise
 *     repeats by
 * @param sequence number of the message within its notification, from 1; a repeated attempt to send
 *     has the same one
 * @param groupKey what the handler groups by, the same for every notification about the same
 *     problem or element: ticket systems find a ticket again that may be reopened
 * @param closeReason of a CLOSE, otherwise null
 * @param state the most severe health of the members, at a CLOSE the one they ended with
 * @param reason why, as the monitor or check says it, or null
 * @param triggeredAt when it began, epoch milliseconds
 * @param changedAt when that happened which the message tells, epoch milliseconds
 * @param acknowledgedBy who acknowledged it, or null
 * @param root what it is about: the root cause, the element, the view
 * @param members the elements that it groups, the root included; possibly the first ones only
 * @param memberCount how many there are in all
 * @param problem or null
 * @param monitor that raised the state, or null
 * @param failingChecks names, possibly the first ones only
 * @param failingCheckCount how many there are in all
 * @param links for people, the most useful first
 * @param metadata what the handler adds to each message
 * @param event the last event that led to it, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Notification(
    UUID notificationId,
    int sequence,
    String groupKey,
    Transition transition,
    CloseReason closeReason,
    HealthState state,
    String title,
    String reason,
    long triggeredAt,
    long changedAt,
    String acknowledgedBy,
    Handler handler,
    Subject root,
    List<Subject> members,
    int memberCount,
    ProblemRef problem,
    MonitorRef monitor,
    List<String> failingChecks,
    int failingCheckCount,
    List<Link> links,
    Map<String, String> metadata,
    Event event) {

  public Notification {
    members = members == null ? List.of() : List.copyOf(members);
    memberCount = Math.max(memberCount, members.size());
    failingChecks = failingChecks == null ? List.of() : List.copyOf(failingChecks);
    failingCheckCount = Math.max(failingCheckCount, failingChecks.size());
    links = links == null ? List.of() : List.copyOf(links);
    metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
  }

  /** Without an event that led to it. */
  public Notification(
      UUID notificationId,
      int sequence,
      String groupKey,
      Transition transition,
      CloseReason closeReason,
      HealthState state,
      String title,
      String reason,
      long triggeredAt,
      long changedAt,
      String acknowledgedBy,
      Handler handler,
      Subject root,
      List<Subject> members,
      int memberCount,
      ProblemRef problem,
      MonitorRef monitor,
      List<String> failingChecks,
      int failingCheckCount,
      List<Link> links,
      Map<String, String> metadata) {
    this(
        notificationId,
        sequence,
        groupKey,
        transition,
        closeReason,
        state,
        title,
        reason,
        triggeredAt,
        changedAt,
        acknowledgedBy,
        handler,
        root,
        members,
        memberCount,
        problem,
        monitor,
        failingChecks,
        failingCheckCount,
        links,
        metadata,
        null);
  }

  /** The same with at most so many members and failing checks named; the counts stay. */
  public Notification naming(int most) {
    return new Notification(
        notificationId,
        sequence,
        groupKey,
        transition,
        closeReason,
        state,
        title,
        reason,
        triggeredAt,
        changedAt,
        acknowledgedBy,
        handler,
        root,
        members.subList(0, Math.min(most, members.size())),
        memberCount,
        problem,
        monitor,
        failingChecks.subList(0, Math.min(most, failingChecks.size())),
        failingCheckCount,
        links,
        metadata,
        event);
  }

  /** What receivers recognise a repeated message by. */
  @JsonIgnore
  public String messageKey() {
    return notificationId + "-" + sequence;
  }

  /**
   * The health that holds after the message; empty when it is not known. A problem that is over, or
   * an element that is gone, ends with the health that it had, which is no longer so.
   */
  @JsonIgnore
  public Optional<HealthState> stateNow() {
    if (transition != Transition.CLOSE || closeReason == null) {
      return Optional.of(state);
    }
    return switch (closeReason) {
      case PROBLEM_RESOLVED, PROBLEM_SUBSUMED ->
          Optional.ofNullable(root.health()).filter(now -> now != HealthState.UNKNOWN);
      case COMPONENT_REMOVED -> Optional.empty();
      default -> Optional.of(state);
    };
  }

  /** How many members are counted but not named. */
  @JsonIgnore
  public int truncatedMembers() {
    return memberCount - members.size();
  }

  /** How many failing checks are counted but not named. */
  @JsonIgnore
  public int truncatedChecks() {
    return failingCheckCount - failingChecks.size();
  }

  /**
   * An event, with what functions of event handlers are told of it (health sheet, section 9.3).
   *
   * @param kind {@code element}, {@code propagated}, {@code view}, {@code problem} or {@code event}
   * @param subject id of what the kind says; 0 of an event
   * @param type as it is stored
   * @param at epoch milliseconds
   * @param before health, or null; likewise {@code after}
   * @param stateChanges ids of the elements that a propagated health came through
   * @param element id of the element: of a problem its root cause; 0 for none
   * @param nodes ids of the elements of a problem
   * @param superProblems ids of the problems that a problem went into
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Event(
      String kind,
      long subject,
      String type,
      String id,
      long at,
      HealthState before,
      HealthState after,
      List<Long> stateChanges,
      long element,
      List<Long> nodes,
      List<Long> superProblems) {
    public Event {
      stateChanges = stateChanges == null ? List.of() : List.copyOf(stateChanges);
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
      superProblems = superProblems == null ? List.of() : List.copyOf(superProblems);
    }
  }

  /**
   * The event handler.
   *
   * @param identifier or null
   * @param link or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Handler(String name, String identifier, String link) {}

  /**
   * An element, or a view.
   *
   * @param id of the element, as the REST API writes it
   * @param identifier URN, or null
   * @param type name of its type
   * @param layer name, or null
   * @param domain name, or null
   * @param tags labels
   * @param health own health
   * @param link to it at the time of the notification, or null
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Subject(
      String id,
      String identifier,
      String name,
      String type,
      String layer,
      String domain,
      List<String> tags,
      HealthState health,
      String link) {
    public Subject {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }
  }

  /**
   * A problem.
   *
   * @param link or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProblemRef(String id, String link) {}

  /**
   * A monitor.
   *
   * @param identifier or null
   * @param link or null
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record MonitorRef(String name, String identifier, List<String> tags, String link) {
    public MonitorRef {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }
  }

  /**
   * A link for people.
   *
   * @param kind {@code problem}, {@code element}, {@code silence}, {@code acknowledge}, {@code
   *     runbook} or one's own
   */
  public record Link(String kind, String title, String url) {}
}
