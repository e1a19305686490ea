package io.stackstate.api.action;

import io.stackstate.model.ElementId;
import io.stackstate.model.change.Component;
import java.util.Map;
import java.util.OptionalLong;

/** An action that is part of the product, and that every component has. Thread-safe. */
public interface BuiltInAction {
  String name();

  String description();

  /** A URN, by which settings have no node. */
  String identifier();

  /**
   * @param component as its caller sees it
   * @param past the instant that the caller looks at, epoch milliseconds; empty for the present
   * @return plain, with {@code _type}
   * @throws io.stackstate.api.http.ApiException when it cannot be done
   */
  Map<String, Object> run(Component component, OptionalLong past) throws InterruptedException;

  /** The id that clients know it by. */
  default long id() {
    return ElementId.of("component action", identifier());
  }
}
