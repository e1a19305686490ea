package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.stj.NodeChange.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields in which two contents differ. */
final class Difference {
  private final List<FieldChange> changes = new ArrayList<>();

  private Difference() {}

  static List<FieldChange> of(JsonNode before, JsonNode after) {
    Difference difference = new Difference();
    difference.compare("", before, after);
    return difference.changes;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (Content.same(before, after)) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name));
      }
    } else if (before != null && after != null && before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "[" + i + "]", before.get(i), after.get(i));
      }
    } else {
      changes.add(new FieldChange(path, before, after));
    }
  }
}
