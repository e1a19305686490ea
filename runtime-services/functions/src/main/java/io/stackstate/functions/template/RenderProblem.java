package io.stackstate.functions.template;

/** What is wrong at render time, before the tag that noticed it adds its place. */
final class RenderProblem extends RuntimeException {
  RenderProblem(String message) {
    super(message, null, false, false);
  }
}
