package io.stackstate.automation.engine;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.ViewSubjects;
import io.stackstate.automation.notify.Message;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.Notification.MonitorRef;
import io.stackstate.automation.output.Notification.ProblemRef;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts what is to be told into words, with the topology as it is at the time; pure. */
final class Renderer {
  private static final int MOST_CHECKS = 20;

  private final Links links;

  Renderer(Links links) {
    this.links = links;
  }

  Notification of(Message message, Handler handler, Surroundings around) {
    GroupState group = message.group();
    Map<Long, Subject> subjects = subjects(group, handler, around);
    Member first = first(group);
    Subject root = root(first, subjects, around);
    List<FailingCheck> checks = checks(message, first, around);
    HealthState state = message.flapping() ? HealthState.FLAPPING : state(group);
    ProblemRef problem = problem(group, around);
    MonitorRef monitor = monitor(checks, around);
    String reference = handler.identifier() == null ? handler.id() + "" : handler.identifier();
    return new Notification(
        UUID.fromString(group.notificationId()),
        group.sequence(),
        group.key(),
        message.transition(),
        message.closeReason(),
        state,
        Titles.of(message, first, root, state, count(group)),
        first.reason(),
        message.closeReason() == null ? first.since() : group.openedAt(),
        group.toldAt(),
        group.acknowledgedBy(),
        new Notification.Handler(
            handler.name(), handler.identifier(), links.handler(reference).orElse(null)),
        root,
        List.copyOf(subjects.values()),
        count(group),
        problem,
        monitor,
        checks.stream().limit(MOST_CHECKS).map(FailingCheck::name).toList(),
        checks.size(),
        links(root, reference, group, problem, monitor),
        Map.of(),
        LastEvent.of(group));
  }

  /** Events of problems do not tell of checks: those of the root cause are why there is one. */
  private static List<FailingCheck> checks(Message message, Member first, Surroundings around) {
    List<FailingCheck> told =
        message.group().members().stream()
            .flatMap(member -> member.checks().stream())
            .distinct()
            .toList();
    boolean over = message.transition() == Transition.CLOSE;
    return told.isEmpty() && first.problem() != null && !over
        ? around.failing(first.element())
        : told;
  }

  private Map<Long, Subject> subjects(GroupState group, Handler handler, Surroundings around) {
    Map<Long, Subject> subjects = new LinkedHashMap<>();
    int most = handler.spec().grouping().maxItems();
    for (Member member : group.members()) {
      List<Long> elements = new ArrayList<>(List.of(member.element()));
      elements.addAll(member.nodes());
      for (long element : elements) {
        if (element != 0 && subjects.size() < most && !subjects.containsKey(element)) {
          around
              .facts(element)
              .ifPresent(facts -> subjects.put(element, subject(facts, member.since())));
        }
      }
    }
    return subjects;
  }

  private static int count(GroupState group) {
    return (int)
        group.members().stream()
            .flatMap(
                member ->
                    member.nodes().isEmpty()
                        ? List.of(member.element()).stream()
                        : member.nodes().stream())
            .distinct()
            .count();
  }

  /** A problem says more than the elements in it; otherwise the most severe one stands first. */
  private static Member first(GroupState group) {
    Member first = group.members().get(0);
    for (Member member : group.members()) {
      boolean problem = member.problem() != null && first.problem() == null;
      boolean worse =
          (member.problem() == null) == (first.problem() == null)
              && (member.active() && !first.active()
                  || member.active() == first.active()
                      && member.state().compareTo(first.state()) > 0);
      if (problem || worse) {
        first = member;
      }
    }
    return first;
  }

  private static HealthState state(GroupState group) {
    boolean active = group.members().stream().anyMatch(Member::active);
    return group.members().stream()
        .filter(member -> member.active() || !active)
        .map(Member::state)
        .reduce(HealthState.UNKNOWN, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  private Subject root(Member first, Map<Long, Subject> subjects, Surroundings around) {
    if (subjects.containsKey(first.element())) {
      return subjects.get(first.element());
    }
    Optional<Facts> facts = around.facts(first.element());
    if (facts.isPresent()) {
      return subject(facts.get(), first.since());
    }
    boolean view = ViewSubjects.isView(first.subject());
    String id = first.subject().substring(first.subject().indexOf(':') + 1);
    return new Subject(
        id,
        null,
        first.title() == null ? id : first.title(),
        view ? "View" : "Event",
        null,
        null,
        List.of(),
        first.state(),
        view ? links.view(id, first.since()).orElse(null) : null);
  }

  private Subject subject(Facts facts, long at) {
    String identifier = facts.identifiers().isEmpty() ? null : facts.identifiers().get(0);
    String reference = identifier == null ? Long.toString(facts.id()) : identifier;
    return new Subject(
        Long.toString(facts.id()),
        identifier,
        facts.name(),
        facts.type(),
        facts.layer().isEmpty() ? null : facts.layer(),
        facts.domain().isEmpty() ? null : facts.domain(),
        facts.labels(),
        facts.health(),
        links.element(reference, at).orElse(null));
  }

  private ProblemRef problem(GroupState group, Surroundings around) {
    Member first = first(group);
    Optional<Long> id =
        Optional.ofNullable(first.problem())
            .or(() -> around.problemOf(first.element()).map(problem -> problem.id()));
    return id.map(Object::toString)
        .map(text -> new ProblemRef(text, links.problem(text, first.since()).orElse(null)))
        .orElse(null);
  }

  private MonitorRef monitor(List<FailingCheck> checks, Surroundings around) {
    return checks.stream()
        .map(check -> ScopeCheck.monitorId(check.stream()).flatMap(around::monitor))
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            monitor ->
                new MonitorRef(
                    monitor.name(),
                    monitor.identifier(),
                    monitor.tags(),
                    links
                        .monitor(
                            monitor.identifier() == null
                                ? Long.toString(monitor.id())
                                : monitor.identifier())
                        .orElse(null)))
        .orElse(null);
  }

  /** The problem shows its probable causes, the monitor what to do. */
  private List<Link> links(
      Subject root, String handler, GroupState group, ProblemRef problem, MonitorRef monitor) {
    List<Link> all = new ArrayList<>();
    if (root.link() != null) {
      all.add(new Link("element", root.name(), root.link()));
    }
    if (problem != null && problem.link() != null) {
      all.add(new Link("problem", "Problem", problem.link()));
    }
    if (monitor != null && monitor.link() != null) {
      all.add(new Link("monitor", monitor.name(), monitor.link()));
    }
    links
        .silence(handler, group.key())
        .ifPresent(url -> all.add(new Link("silence", "Silence", url)));
    return all;
  }
}
