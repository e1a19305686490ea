package io.stackstate.synchronization.external;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Which components, of any synchronization, have an identifier. */
final class IdentifierIndex {
  private final Map<String, Holders> holders = new HashMap<>();

  void add(String identifier, ExternalComponent component) {
    Holders present = holders.putIfAbsent(identifier, component);
    if (present instanceof Holders.Several several) {
      several.components.add(component);
    } else if (present instanceof ExternalComponent other && other != component) {
      Holders.Several several = new Holders.Several();
      several.components.add(other);
      several.components.add(component);
      holders.put(identifier, several);
    }
  }

  void remove(String identifier, ExternalComponent component) {
    Holders present = holders.get(identifier);
    if (present == component) {
      holders.remove(identifier);
    } else if (present instanceof Holders.Several several) {
      several.components.remove(component);
      if (several.components.size() == 1) {
        holders.put(identifier, several.components.iterator().next());
      }
    }
  }

  void forEachHolder(String identifier, Consumer<ExternalComponent> visitor) {
    Holders present = holders.get(identifier);
    if (present != null) {
      present.forEach(visitor);
    }
  }
}
