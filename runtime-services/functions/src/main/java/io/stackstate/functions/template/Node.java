package io.stackstate.functions.template;

/** A part of a compiled template, which appends itself to the output. */
interface Node {
  void render(Render render);
}
