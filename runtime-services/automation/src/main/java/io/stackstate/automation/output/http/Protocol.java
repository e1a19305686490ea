package io.stackstate.automation.output.http;

import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import java.util.Optional;

/** How a kind of HTTP receiver is told. Immutable, thread-safe. */
public interface Protocol {
  /** How a template's values are written in the body of a message. */
  Escape markup();

  /**
   * Makes the calls.
   *
   * @param reference what the last success of the same notification returned
   * @return the reference for the next message
   * @throws io.stackstate.automation.output.DeliveryFailure when the receiver does not have it
   */
  Optional<String> send(Message message, Optional<String> reference, Exchange exchange);
}
