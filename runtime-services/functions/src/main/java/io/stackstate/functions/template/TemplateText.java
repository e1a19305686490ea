package io.stackstate.functions.template;

/** The text of a template and the name by which errors speak of it. */
record TemplateText(String name, String text) {

  int line(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  int column(int offset) {
    return offset - text.lastIndexOf('\n', offset - 1);
  }

  TemplateException error(int offset, String problem) {
    return new TemplateException(this, offset, problem);
  }
}
