package io.stackstate.automation.output.webhook;

import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.text.Message;
import java.net.URI;

/** A shape of the webhook's body. Pure. */
@FunctionalInterface
interface BodyFormat {
  /** The request without token, credentials and signature. */
  Call call(String method, URI uri, Message message);
}
