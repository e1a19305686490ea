package io.stackstate.functions.template;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A compiled template. Immutable and thread-safe; rendering parses nothing but files that are
 * included for the first time.
 *
 * <p>Grammar, lookup order and escaping are those of topology sheet section 4.2: {@code \{{} and
 * {@code \}}} are the two characters themselves, a lone {@code }}} is text, and a value printed
 * inside a JSON string is escaped for it while one printed elsewhere is not. A helper's name
 * without arguments is a path, so that a field may be called {@code identifier}.
 */
public final class Template {
  private static final int FIRST_GUESS = 1024;

  private final TemplateText text;
  private final Node root;
  private final TemplateLimits limits;
  private volatile int usualLength = FIRST_GUESS;

  private Template(TemplateText text, Node root, TemplateLimits limits) {
    this.text = text;
    this.root = root;
    this.limits = limits;
  }

  /**
   * @param name by which errors speak of the text, usually its file or its node
   * @throws TemplateException when the text is no template
   */
  public static Template compile(
      String name, String text, TemplateFiles files, TemplateLimits limits) {
    TemplateText source = new TemplateText(name, text);
    Includes includes = new Includes(files, limits);
    return new Template(
        source, new TemplateParser(source, includes, limits.maxDepth()).parse(), limits);
  }

  /**
   * @param parameters values are null, strings, numbers, booleans, maps with string keys,
   *     collections, or {@code Optional}s of those; they are not changed
   * @throws TemplateException when a node is missing, an argument does not fit, or a limit is
   *     passed
   */
  public String render(Map<String, ?> parameters, NodeResolver nodes) {
    StringBuilder out = new StringBuilder(usualLength);
    render(parameters, nodes, out);
    usualLength = Math.min(Math.max(FIRST_GUESS, out.length() + 64), 1 << 16);
    return out.toString();
  }

  /**
   * Like {@link #render(Map, NodeResolver)}, into something that is used again.
   *
   * @param into empty
   */
  public void render(Map<String, ?> parameters, NodeResolver nodes, StringBuilder into) {
    render(new Render(parameters, nodes, limits, into));
  }

  /**
   * Like {@link #render(Map, NodeResolver)} for an output that is no JSON: quotes mean nothing, and
   * each printed value passes through {@code escape}, except those in three braces.
   */
  public String render(
      Map<String, ?> parameters, NodeResolver nodes, UnaryOperator<String> escape) {
    Render render = new Render(parameters, nodes, limits, new StringBuilder());
    render.escape = escape;
    render(render);
    return render.out.toString();
  }

  /**
   * Like {@link #render(Map, NodeResolver)}, and tells from which line of which file each line of
   * the output came.
   */
  public Rendered trace(Map<String, ?> parameters, NodeResolver nodes) {
    Render render = new Render(parameters, nodes, limits, new StringBuilder());
    render.lines = new SourceLines();
    render(render);
    return new Rendered(render.out.toString(), render.lines);
  }

  private void render(Render render) {
    try {
      root.render(render);
    } catch (RenderProblem e) {
      throw text.error(0, e.getMessage());
    }
  }
}
