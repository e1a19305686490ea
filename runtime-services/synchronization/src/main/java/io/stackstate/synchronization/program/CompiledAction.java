package io.stackstate.synchronization.program;

import io.stackstate.functions.template.NodeResolver;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.model.settings.MergeStrategy;
import io.stackstate.synchronization.mapping.ElementException;
import java.util.Map;

/**
 * An action ready to run: mapping function, if any, then template (topology sheet, section 3.2).
 *
 * @param mapping null when there is none
 * @param parameter of the template
 */
record CompiledAction(
    String templateName,
    Mapping mapping,
    Template template,
    String parameter,
    MergeStrategy strategy,
    NodeResolver nodes)
    implements Action {

  /** Calls a mapping function. */
  interface Mapping {
    Map<String, Object> of(Map<String, Object> element) throws ElementException;
  }

  @Override
  public void render(Map<String, Object> element, StringBuilder into) throws ElementException {
    Map<String, Object> mapped = mapping == null ? element : mapping.of(element);
    try {
      template.render(Map.of(parameter, mapped), nodes, into);
    } catch (TemplateException e) {
      throw new ElementException("Template", e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      throw new ElementException("Template", templateName + ": " + e);
    }
  }
}
