package io.stackstate.functions.sandbox;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a script that knows the first few classes of receivers it met, with a branch for each.
 * A branch holds for one class exactly, never for its subclasses, so that nothing that a later
 * receiver is or does can use the permission of an earlier one. Thread-safe.
 */
class InlineCache extends MutableCallSite {
  /** A place with more kinds of receivers than this is not worth more comparisons. */
  private static final int MAX_BRANCHES = 4;

  private final List<Class<?>> known = new ArrayList<>(MAX_BRANCHES);

  /** Read without a lock: who sees an old value only tries once more. */
  private boolean full;

  InlineCache(MethodType type) {
    super(type);
  }

  /** Whether no class will be remembered any more. */
  final boolean full() {
    return full;
  }

  /** From now on, what has a receiver of this class is done by {@code target}. */
  final synchronized void addBranch(Class<?> receiver, MethodHandle target) {
    if (full || known.contains(receiver)) {
      return;
    }
    known.add(receiver);
    full = known.size() == MAX_BRANCHES;
    MethodHandle test = Handles.IS_OF.bindTo(receiver).asType(receiverTo(boolean.class));
    setTarget(MethodHandles.guardWithTest(test, target, getTarget()));
  }

  /** A type of the receiver alone. */
  final MethodType receiverTo(Class<?> result) {
    return MethodType.methodType(result, type().parameterType(0));
  }

  /** {@code target}, or null when the receiver is null. */
  final MethodHandle unlessNull(MethodHandle target) {
    MethodHandle result =
        MethodHandles.dropArguments(
            MethodHandles.constant(Object.class, null)
                .asType(MethodType.methodType(type().returnType())),
            0,
            type().parameterList());
    return MethodHandles.guardWithTest(
        Handles.IS_NULL.asType(receiverTo(boolean.class)), result, target);
  }
}
