package io.stackstate.functions.runtime;

import io.stackstate.functions.sandbox.PlainValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@link Sts#createId} makes; scripts can only hand it back. */
public record ExternalId(String externalId, Set<String> identifiers, String type)
    implements PlainValue {
  @Override
  public Object toPlain() {
    return Map.of(
        "_type",
        "ExternalId",
        "externalId",
        externalId,
        "identifiers",
        List.copyOf(identifiers),
        "type",
        type);
  }
}
