package io.stackstate.automation.output.http;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.MessageTemplates;
import io.stackstate.automation.output.text.NotificationModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Delivery by HTTP: texts from the templates, calls by the protocol. A message above the limit of
 * its output names fewer members and failing checks, down to one, and says how many there are.
 */
public final class HttpDelivery implements Delivery {
  private final HttpEndpoint endpoint;
  private final Protocol protocol;
  private final MessageTemplates templates;

  public HttpDelivery(HttpEndpoint endpoint, Protocol protocol, MessageTemplates templates) {
    this.endpoint = endpoint;
    this.protocol = protocol;
    this.templates = templates;
  }

  @Override
  public Outcome deliver(Notification notification, Optional<String> remoteReference) {
    ReadSecrets secrets = endpoint.secrets();
    int named = Math.max(notification.members().size(), notification.failingChecks().size());
    while (true) {
      try {
        return new Outcome.Delivered(send(notification.naming(named), remoteReference, secrets));
      } catch (BodyTooLargeException e) {
        if (named <= 1) {
          return new Outcome.Refused(FailureCategory.CONTENT, e.getMessage());
        }
        named /= 2;
      } catch (DeliveryFailure e) {
        return secrets.clean(e.outcome());
      }
    }
  }

  private Optional<String> send(
      Notification notification, Optional<String> reference, ReadSecrets secrets) {
    Map<String, Object> model = NotificationModel.of(notification);
    Exchange exchange = endpoint.exchange(secrets, headers(model));
    return protocol.send(
        templates.message(notification, model, protocol.markup()), reference, exchange);
  }

  private Map<String, String> headers(Map<String, Object> model) {
    Map<String, String> rendered = new LinkedHashMap<>();
    endpoint
        .settings()
        .headers()
        .forEach(
            (name, template) ->
                // A line break would start another header.
                rendered.put(
                    name,
                    template
                        .render(model, Escape.PLAIN)
                        .replaceAll("[^\\x20-\\x7e\\xa0-\\xff]+", " ")
                        .strip()));
    return rendered;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
