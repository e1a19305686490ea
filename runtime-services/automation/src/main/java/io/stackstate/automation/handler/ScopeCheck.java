package io.stackstate.automation.handler;

import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.HandlerScope;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Whether a handler looks at what an event is about; pure. */
public final class ScopeCheck {
  private static final String MONITOR = "urn:health:stackstate:monitor:";

  private final EventHandlerSpec spec;
  private final Surroundings around;
  private final LongFunction<Optional<Surroundings.Monitor>> monitors;

  public ScopeCheck(EventHandlerSpec spec, Surroundings around) {
    this(spec, around, around::monitor);
  }

  /**
   * @param monitors finds them by id, in place of the surroundings
   */
  public ScopeCheck(
      EventHandlerSpec spec,
      Surroundings around,
      LongFunction<Optional<Surroundings.Monitor>> monitors) {
    this.spec = spec;
    this.around = around;
    this.monitors = monitors;
  }

  /** A problem is in the scope when one of its elements is. */
  public boolean contains(Member member) {
    HandlerScope scope = spec.scope();
    if (ViewSubjects.isView(member.subject())) {
      return scope.view() == null || isView(scope.view(), member);
    }
    if (!monitored(scope, member)) {
      return false;
    }
    if (member.element() == 0 || gone(member)) {
      return aboutNoElement(scope);
    }
    return LongStream.concat(
            LongStream.of(member.element()), member.nodes().stream().mapToLong(Long::longValue))
        .distinct()
        .anyMatch(element -> contains(scope, member, element));
  }

  /** Whether it would contain a member about the element if every monitor were asked for. */
  public boolean mayContain(Member member) {
    return contains(spec.scope(), member, member.element());
  }

  /** What is told of an element that was deleted is about none that a scope could ask about. */
  private boolean gone(Member member) {
    return member.subject().startsWith("event:") && around.facts(member.element()).isEmpty();
  }

  private static boolean aboutNoElement(HandlerScope scope) {
    return scope.view() == null
        && scope.query() == null
        && scope.componentTypes().isEmpty()
        && scope.componentTags().isEmpty()
        && scope.layers().isEmpty()
        && scope.domains().isEmpty()
        && scope.environments().isEmpty();
  }

  /** Whether a reference, an identifier or an id, means the view that a member is about. */
  public boolean isView(String asked, Member member) {
    long id = ViewSubjects.id(member.subject());
    return asked.equals(Long.toString(id)) || around.view(asked).equals(Optional.of(id));
  }

  private boolean contains(HandlerScope scope, Member member, long element) {
    Optional<Facts> found = around.facts(element);
    if (found.isEmpty()) {
      return false;
    }
    Facts facts = found.get();
    if (facts.relation()) {
      return includesRelations(member) && scope.query() == null && scope.view() == null;
    }
    return any(scope.componentTypes(), List.of(facts.type()))
        && any(scope.componentTags(), facts.labels())
        && any(scope.layers(), List.of(facts.layer()))
        && any(scope.domains(), List.of(facts.domain()))
        && any(scope.environments(), facts.environments())
        && (scope.query() == null || around.selects(scope.query(), element))
        && (scope.view() == null || inView(scope.view(), element))
        && includesComponents(member);
  }

  private boolean inView(String view, long element) {
    return around.viewQuery(view).filter(query -> around.selects(query, element)).isPresent();
  }

  private boolean includesRelations(Member member) {
    return !isHealth(member) || includes(Trigger.Element.RELATIONS);
  }

  private boolean includesComponents(Member member) {
    return !isHealth(member) || includes(Trigger.Element.COMPONENTS);
  }

  private static boolean isHealth(Member member) {
    return member.subject().startsWith("element:")
        || CheckSignals.isState(member.subject())
        || member.subject().startsWith("propagated:");
  }

  private boolean includes(Trigger.Element kind) {
    return spec.triggers().stream()
        .anyMatch(t -> t instanceof Trigger.OfElement e && e.include().contains(kind));
  }

  private boolean monitored(HandlerScope scope, Member member) {
    if (!scope.namesMonitors() || !member.active()) {
      return true;
    }
    return member.checks().stream()
        .map(this::monitor)
        .flatMap(Optional::stream)
        .anyMatch(
            monitor ->
                (scope.monitors().isEmpty()
                        || scope.monitors().contains(Long.toString(monitor.id()))
                        || monitor.identifier() != null
                            && scope.monitors().contains(monitor.identifier()))
                    && any(scope.monitorTags(), monitor.tags()));
  }

  private Optional<Surroundings.Monitor> monitor(FailingCheck check) {
    return monitorId(check.stream()).flatMap(monitors::apply);
  }

  /** The monitor whose stream of check states this is. */
  public static Optional<Long> monitorId(String stream) {
    boolean monitors =
        stream != null
            && stream.startsWith(MONITOR)
            && stream.substring(MONITOR.length()).matches("\\d{1,18}");
    return monitors
        ? Optional.of(Long.parseLong(stream.substring(MONITOR.length())))
        : Optional.empty();
  }

  static boolean any(List<String> asked, List<String> values) {
    return asked.isEmpty() || asked.stream().anyMatch(values::contains);
  }
}
