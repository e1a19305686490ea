package io.stackstate.health.monitor;

import io.stackstate.functions.template.NodeResolver;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.health.monitor.MonitorFunctions.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What to do about a state: a template of Markdown that may name {@code labels.*} and what else the
 * function gave as {@code remediationHintTemplateData}, and {@code componentUrnForUrl} (health
 * sheet, section 3.1). A text that cannot be rendered is shown as it stands: it helps more than
 * none, and a hint must not cost a state. Immutable.
 */
final class RemediationHint {
  private static final int LONGEST = 10_000;
  private static final TemplateLimits LIMITS = new TemplateLimits(4 * LONGEST, 10_000, 16);

  private final String text;

  /** Null when the text has nothing to be filled in, or is no template. */
  private final Template template;

  private RemediationHint(String text, Template template) {
    this.text = text;
    this.template = template;
  }

  static RemediationHint of(String text) {
    String stripped = text.strip();
    if (!stripped.contains("{{")) {
      return new RemediationHint(stripped, null);
    }
    try {
      return new RemediationHint(
          stripped, Template.compile("remediationHint", stripped, TemplateFiles.NONE, LIMITS));
    } catch (TemplateException e) {
      return new RemediationHint(stripped, null);
    }
  }

  /** The hint for a state, of bounded length; empty when there is none. */
  String of(State state) {
    String hint = template == null ? text : render(state);
    return hint.length() > LONGEST ? hint.substring(0, LONGEST) + "..." : hint;
  }

  private String render(State state) {
    Map<String, Object> model = new HashMap<>(state.hintData());
    model.putIfAbsent("labels", Map.of());
    model.put(
        "componentUrnForUrl",
        URLEncoder.encode(state.topologyIdentifier(), StandardCharsets.UTF_8));
    try {
      return template.render(model, NodeResolver.NONE, UnaryOperator.identity()).strip();
    } catch (TemplateException e) {
      return text;
    }
  }
}
