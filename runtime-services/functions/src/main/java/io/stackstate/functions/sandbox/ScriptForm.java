package io.stackstate.functions.sandbox;

/** What kind of source it is. */
public enum ScriptForm {
  /** Statements, methods and closures; no classes of its own. */
  STATEMENTS,
  /** A file of classes, as StackPacks bring for their installation. */
  CLASSES
}
