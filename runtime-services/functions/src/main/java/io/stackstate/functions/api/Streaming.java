package io.stackstate.functions.api;

/** What a script may use in place of a stream. */
interface Streaming {
  StreamingScriptResult stream();
}
