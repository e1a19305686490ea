package io.stackstate.functions.sandbox;

/** A value of ours that scripts handle and that has a JSON form. */
public interface PlainValue {
  /** Maps, lists, texts, numbers, booleans; query sheet section 5.4. */
  Object toPlain();
}
