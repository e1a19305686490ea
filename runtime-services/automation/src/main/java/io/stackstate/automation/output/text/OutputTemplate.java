package io.stackstate.automation.output.text;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.functions.template.NodeResolver;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import java.util.Map;
import java.util.Optional;

/**
 * A template of an output, in the language of settings templates (topology sheet, section 4.2)
 * without files and settings nodes. It reads the {@link NotificationModel} and can do nothing else:
 * the language has no calls, and its work is bounded. Immutable, thread-safe.
 */
public final class OutputTemplate {
  private static final TemplateLimits LIMITS = new TemplateLimits(1 << 20, 100_000, 32);

  private final Template template;

  private OutputTemplate(Template template) {
    this.template = template;
  }

  /** A template that is part of the program. */
  public static OutputTemplate of(String name, String text) {
    return new OutputTemplate(Template.compile(name, text, TemplateFiles.NONE, LIMITS));
  }

  /** The template in a field, or a finding that says where in it the error is. */
  public static Optional<OutputTemplate> read(SpecReader spec, String field) {
    return spec.optionalText(field).flatMap(text -> read(spec, field, text));
  }

  /** The same for a text that was read already. */
  public static Optional<OutputTemplate> read(SpecReader spec, String field, String text) {
    try {
      OutputTemplate template = of(field, text);
      template.template.render(NotificationModel.sample(), NodeResolver.NONE);
      return Optional.of(template);
    } catch (TemplateException e) {
      spec.finding(
          field,
          "at line " + e.line() + ", column " + e.column() + ": " + e.problem(),
          "a template");
      return Optional.empty();
    }
  }

  /**
   * @throws DeliveryFailure when a value does not fit or the text becomes too long
   */
  public String render(Map<String, ?> model, Escape escape) {
    try {
      return escape == Escape.JSON
          ? template.render(model, NodeResolver.NONE)
          : template.render(model, NodeResolver.NONE, escape::apply);
    } catch (TemplateException e) {
      throw DeliveryFailure.refused(FailureCategory.CONTENT, e.getMessage());
    }
  }
}
