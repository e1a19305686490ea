package io.stackstate.functions.template;

import java.util.List;

/**
 * {@code include}: the content of a file, escaped as a whole where the tag stands inside a string.
 * The encodings are those of topology sheet section 4.3.
 */
record Include(
    TemplateText source, int at, Includes files, Expression file, Expression encoding, boolean raw)
    implements Node {
  private static final List<String> ENCODINGS = List.of("handlebars", "identity", "base64", "yaml");

  @Override
  public void render(Render render) {
    try {
      String path = Printing.text(file.evaluate(render));
      Rendered content = content(render, path, Printing.text(encoding.evaluate(render)));
      if (render.inString && !raw) {
        render.value(content.text());
      } else {
        if (render.lines != null && content.lines() != null) {
          render.lines.append(render.out, content.lines());
        }
        render.literal(content.text(), false);
      }
    } catch (RenderProblem e) {
      throw source.error(at, e.getMessage());
    }
  }

  private Rendered content(Render render, String path, String kind) {
    return switch (kind) {
      case "handlebars" -> render.apart(files.template(path));
      case "identity" -> new Rendered(files.text(path), null);
      case "base64" -> new Rendered(files.dataUri(path), null);
      case "yaml" -> indented(render, render.apart(files.template(path)));
      default ->
          throw new RenderProblem(
              "encoding: found \"" + kind + "\", expected one of " + String.join(", ", ENCODINGS));
    };
  }

  private static Rendered indented(Render render, Rendered content) {
    StringBuilder out = render.out;
    int lineStart = out.lastIndexOf("\n") + 1;
    int end = lineStart;
    while (end < out.length() && out.charAt(end) == ' ') {
      end++;
    }
    String indent = out.substring(lineStart, end);
    String body = content.text().stripTrailing();
    return new Rendered(
        indent.isEmpty() ? body : body.replace("\n", "\n" + indent), content.lines());
  }
}
