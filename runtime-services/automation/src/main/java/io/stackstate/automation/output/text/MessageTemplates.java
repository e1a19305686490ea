package io.stackstate.automation.output.text;

import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.spec.SpecReader;
import java.util.Map;
import java.util.Optional;

/** The field {@code template} of an output: {@code title} and {@code body}, both optional. */
public record MessageTemplates(Optional<OutputTemplate> title, Optional<OutputTemplate> body) {

  public static MessageTemplates read(SpecReader output) {
    return output
        .object("template")
        .map(
            spec -> {
              MessageTemplates read =
                  new MessageTemplates(
                      OutputTemplate.read(spec, "title"), OutputTemplate.read(spec, "body"));
              spec.end();
              return read;
            })
        .orElse(new MessageTemplates(Optional.empty(), Optional.empty()));
  }

  /**
   * @param markup of the target, for the values in the body
   */
  public Message message(Notification notification, Map<String, Object> model, Escape markup) {
    String text =
        title
            .map(template -> template.render(model, Escape.PLAIN))
            .filter(rendered -> !rendered.isBlank())
            .orElse(notification.title());
    return new Message(
        notification,
        model,
        text.replaceAll("\\s+", " ").strip(),
        body.map(template -> template.render(model, markup)));
  }
}
