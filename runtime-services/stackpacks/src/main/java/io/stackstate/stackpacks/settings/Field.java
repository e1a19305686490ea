package io.stackstate.stackpacks.settings;

import java.util.List;

/**
 * A field of a type of settings nodes.
 *
 * @param arguments for references and nested nodes the allowed types ({@code *} = any), for enums
 *     the allowed values
 */
public record Field(String name, Kind kind, boolean required, List<String> arguments) {
  /** What a field holds. */
  public enum Kind {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    STRINGS,
    ENUM,
    ENUMS,
    /** The id of another node, or a negative handle, or an identifier. */
    REF,
    REFS,
    /** A nested node. */
    OWN,
    OWNS,
    /** A script: text, or a {@code ScriptFunctionBody}. */
    GROOVY,
    TEMPLATE,
    STQL,
    ANY;

    public boolean isReference() {
      return this == REF || this == REFS;
    }
  }

  public Field {
    arguments = List.copyOf(arguments);
  }

  /** Reads {@code <kind>[!] [<arguments>]}. */
  static Field parse(String name, String text) {
    String[] words = text.trim().split("\\s+", 2);
    boolean required = words[0].endsWith("!");
    String kind = required ? words[0].substring(0, words[0].length() - 1) : words[0];
    List<String> arguments = words.length < 2 ? List.of() : List.of(words[1].trim().split("\\|"));
    return new Field(name, kind(kind), required, arguments);
  }

  private static Kind kind(String text) {
    return switch (text) {
      case "ref*" -> Kind.REFS;
      case "own*" -> Kind.OWNS;
      default -> Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    };
  }

  /** Whether there may be more values than those that are known. */
  boolean isOpen() {
    return arguments.contains("...");
  }

  boolean allows(String typeOrValue) {
    return arguments.contains(typeOrValue) || arguments.contains("*");
  }
}
