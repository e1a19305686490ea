package io.stackstate.synchronization.external;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The components that have one identifier. Nearly always it is one: then it stands for itself. */
sealed interface Holders permits ExternalComponent, Holders.Several {

  void forEach(Consumer<ExternalComponent> visitor);

  /** At least two of them. */
  final class Several implements Holders {
    final Set<ExternalComponent> components = new LinkedHashSet<>();

    @Override
    public void forEach(Consumer<ExternalComponent> visitor) {
      components.forEach(visitor);
    }
  }
}
