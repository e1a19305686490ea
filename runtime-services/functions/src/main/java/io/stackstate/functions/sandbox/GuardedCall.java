package io.stackstate.functions.sandbox;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * One method call in a script. The first call with a receiver of some class decides what is allowed
 * and which {@link Rule}s are about that class, and leaves a branch for it: from then on such a
 * call costs a comparison of classes, what the rules ask each time, and Groovy's own linkage.
 * Receivers that a branch cannot be made for, and those of further classes, are decided call by
 * call.
 */
final class GuardedCall extends InlineCache {
  private final CallPoint point;
  private final String name;
  private final Supplier<MethodHandle> linkage;

  /**
   * @param linkage gives handles that make the call, unchecked, each with a memory of its own
   * @param safe whether a receiver that is null makes the call null
   */
  GuardedCall(
      CallPoint point, String name, MethodType type, Supplier<MethodHandle> linkage, boolean safe) {
    super(type);
    this.point = point;
    this.name = name;
    this.linkage = linkage;
    MethodHandle decided = MethodHandles.foldArguments(ofAnyReceiver(), decision());
    setTarget(safe ? unlessNull(decided) : decided);
  }

  private MethodHandle decision() {
    MethodHandle decision =
        type().parameterType(0).isPrimitive()
            ? Handles.ADMIT.bindTo(point)
            : Handles.DECIDE.bindTo(this);
    return decision.asType(receiverTo(void.class));
  }

  /** Decides about a receiver that no branch is for, and makes one where it can. */
  void decide(Object receiver) {
    if (point.admitCall(receiver) && !full() && !(receiver instanceof Class)) {
      addBranch(receiver.getClass(), of(receiver.getClass()));
    }
  }

  private MethodHandle ofAnyReceiver() {
    MethodHandle groovy = linkage.get();
    MethodHandle target = groovy;
    for (Rule rule : lastFirst(Rules.of(name))) {
      MethodHandle test = test(Handles.APPLIES.bindTo(rule));
      target = MethodHandles.guardWithTest(test, by(rule, groovy), target);
    }
    return target;
  }

  /** Groovy remembers one kind of call only, so those of a class do not disturb others'. */
  private MethodHandle of(Class<?> receiver) {
    MethodHandle groovy = linkage.get();
    MethodHandle target = groovy;
    for (Rule rule : lastFirst(Rules.of(name))) {
      if (rule.concerns(receiver)) {
        target =
            rule.condition() == null
                ? by(rule, groovy)
                : MethodHandles.guardWithTest(
                    test(Handles.CONDITION.bindTo(rule.condition())), by(rule, groovy), target);
      }
    }
    return target;
  }

  private static List<Rule> lastFirst(List<Rule> rules) {
    List<Rule> reversed = new ArrayList<>(rules);
    Collections.reverse(reversed);
    return reversed;
  }

  /** A test of the receiver and the first argument, which is null when there is none. */
  private MethodHandle test(MethodHandle test) {
    if (type().parameterCount() == 1) {
      return MethodHandles.insertArguments(test, 1, (Object) null)
          .asType(receiverTo(boolean.class));
    }
    return test.asType(
        MethodType.methodType(boolean.class, type().parameterType(0), type().parameterType(1)));
  }

  private MethodHandle by(Rule rule, MethodHandle groovy) {
    int arguments = type().parameterCount() - 1;
    if (rule.action() instanceof Rule.Check check) {
      MethodHandle before =
          Handles.CHECK
              .bindTo(check)
              .asCollector(Object[].class, arguments)
              .asType(type().changeReturnType(void.class));
      return MethodHandles.foldArguments(groovy, before);
    }
    MethodHandle replacement = Handles.REPLACE.bindTo(rule.action());
    replacement = MethodHandles.insertArguments(replacement, 0, point.allowed());
    return MethodHandles.insertArguments(replacement, 1, name)
        .asCollector(Object[].class, arguments)
        .asType(type());
  }
}
