package io.stackstate.stackgraph;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares two states of an element field by field. */
final class ChangedFields {
  private ChangedFields() {}

  static List<String> between(ElementState before, ElementState after) {
    List<String> names = new ArrayList<>();
    if (before instanceof ElementState.OfComponent b
        && after instanceof ElementState.OfComponent a) {
      compare(b.component(), a.component(), names);
    } else if (before instanceof ElementState.OfRelation b
        && after instanceof ElementState.OfRelation a) {
      compare(b.relation(), a.relation(), names);
    }
    if (before.health() != after.health()) {
      names.add("health");
    }
    if (before.propagatedHealth() != after.propagatedHealth()) {
      names.add("propagatedHealth");
    }
    return List.copyOf(names);
  }

  private static void compare(Record before, Record after, List<String> names) {
    for (RecordComponent field : before.getClass().getRecordComponents()) {
      if (!Objects.equals(value(field, before), value(field, after))) {
        names.add(field.getName());
      }
    }
  }

  private static Object value(RecordComponent field, Record record) {
    try {
      return field.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
