package io.stackstate.functions.api;

/** What a script may use in place of its result: it is awaited by itself. */
interface Pending {
  AsyncScriptResult result();
}
