package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The classes of a closure, of the closures around it, and of the script around those, each looking
 * names up in the next and nowhere else. Immutable.
 */
final class ClosureShape {
  /** Of no closure. */
  static final ClosureShape NONE = new ClosureShape(List.of());

  private static final int MAX_DEPTH = 8;

  private final Class<?>[] classes;

  private ClosureShape(List<Class<?>> classes) {
    this.classes = classes.toArray(new Class<?>[0]);
  }

  /**
   * The shape of the closure, provided that what holds for the outermost object depends on its
   * class only.
   *
   * @param holds whether something holds for all objects of the same class as the given one
   */
  static ClosureShape where(Closure<?> closure, Predicate<Object> holds) {
    List<Class<?>> classes = new ArrayList<>();
    Object at = closure;
    while (at instanceof Closure<?> each && classes.size() < MAX_DEPTH) {
      if (each.getDelegate() != each.getOwner()) {
        return NONE;
      }
      classes.add(each.getClass());
      at = each.getOwner();
    }
    if (at == null || at instanceof Closure || !Mediator.isScriptClass(at.getClass())) {
      return NONE;
    }
    classes.add(at.getClass());
    return holds.test(at) ? new ClosureShape(classes) : NONE;
  }

  boolean matches(Closure<?> closure) {
    Object at = closure;
    for (int i = 0; i < classes.length - 1; i++) {
      if (at.getClass() != classes[i] || !(at instanceof Closure<?> each)) {
        return false;
      }
      at = each.getOwner();
      if (at == null || each.getDelegate() != at) {
        return false;
      }
    }
    return classes.length > 0 && at.getClass() == classes[classes.length - 1];
  }
}
