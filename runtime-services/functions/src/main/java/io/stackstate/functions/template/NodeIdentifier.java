package io.stackstate.functions.template;

import java.util.Locale;

/** How identifiers of settings nodes are made and compared (topology sheet, 1.3 and 4.3). */
public final class NodeIdentifier {
  /** The namespace of nodes that templates create. */
  public static final String AUTO = "urn:system:auto";

  private static final String URN_CHARACTERS = "()+,-.:=@;$_!*'%/?#";

  private NodeIdentifier() {}

  /**
   * {@code <prefix>:<kebab type>:<slug name>}, for example {@code
   * urn:stackpack:common:relation-type:is-hosted-on}.
   */
  public static String of(String prefix, String type, String name) {
    return prefix + ":" + kebab(type) + ":" + slug(name);
  }

  /**
   * The key under which an identifier is unique: lower case, and no hyphens in the segment that
   * names the type, because sources write both {@code relation-type} and {@code relationtype}.
   */
  public static String normalised(String identifier) {
    String lower = identifier.trim().toLowerCase(Locale.ROOT);
    int start = typeSegment(lower);
    if (start < 0) {
      return lower;
    }
    int end = lower.indexOf(':', start);
    if (end < 0) {
      return lower;
    }
    String type = lower.substring(start, end);
    return type.indexOf('-') < 0
        ? lower
        : lower.substring(0, start) + type.replace("-", "") + lower.substring(end);
  }

  /** {@code ComponentType} becomes {@code component-type}. */
  public static String kebab(String type) {
    StringBuilder out = new StringBuilder(type.length() + 4);
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (Character.isUpperCase(c)) {
        if (i > 0 && !Character.isUpperCase(type.charAt(i - 1)) && type.charAt(i - 1) != '-') {
          out.append('-');
        }
        out.append(Character.toLowerCase(c));
      } else {
        out.append(c == ' ' ? '-' : c);
      }
    }
    return out.toString();
  }

  /** Lower case; white space and what no URN may hold become {@code -}; {@code _} stays. */
  public static String slug(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    lower.codePoints().forEach(c -> out.append(inUrn(c) ? (char) c : '-'));
    return out.toString();
  }

  private static boolean inUrn(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || URN_CHARACTERS.indexOf(c) >= 0;
  }

  private static int typeSegment(String lower) {
    if (lower.startsWith("urn:system:auto:")) {
      return "urn:system:auto:".length();
    }
    if (!lower.startsWith("urn:stackpack:")) {
      return -1;
    }
    int afterName = lower.indexOf(':', "urn:stackpack:".length()) + 1;
    if (afterName == 0) {
      return -1;
    }
    if (lower.startsWith("shared:", afterName)) {
      return afterName + "shared:".length();
    }
    if (lower.startsWith("instance:", afterName)) {
      int afterInstance = lower.indexOf(':', afterName + "instance:".length()) + 1;
      return afterInstance == 0 ? -1 : afterInstance;
    }
    return afterName;
  }
}
