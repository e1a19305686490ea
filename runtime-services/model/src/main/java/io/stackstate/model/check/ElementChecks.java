package io.stackstate.model.check;

import java.util.List;

/** The streams and checks that came with one element, of all its sources, in their order. */
public record ElementChecks(List<StreamDefinition> streams, List<CheckDefinition> checks) {
  public static final ElementChecks NONE = new ElementChecks(List.of(), List.of());

  public ElementChecks {
    streams = List.copyOf(streams);
    checks = List.copyOf(checks);
  }

  public boolean isEmpty() {
    return streams.isEmpty() && checks.isEmpty();
  }
}
