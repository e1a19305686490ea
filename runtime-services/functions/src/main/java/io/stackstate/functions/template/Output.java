package io.stackstate.functions.template;

/** {@code {{x}}}, or {@code {{{x}}}} when {@code raw}: prints a value. */
record Output(TemplateText source, int at, Expression value, boolean raw) implements Node {
  @Override
  public void render(Render render) {
    try {
      String text = Printing.text(value.evaluate(render));
      if (raw) {
        render.raw(text);
      } else {
        render.value(text);
      }
    } catch (RenderProblem e) {
      throw source.error(at, e.getMessage());
    }
  }
}
