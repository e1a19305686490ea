package io.stackstate.automation.output.text;

import io.stackstate.automation.output.Notification;
import java.util.Map;
import java.util.Optional;

/**
 * A notification with its texts.
 *
 * @param model what templates read
 * @param title one line, without markup
 * @param body what the template of the body made, in the markup of the target; empty where there is
 *     no template, and the target writes its own
 */
public record Message(
    Notification notification, Map<String, Object> model, String title, Optional<String> body) {}
