package io.stackstate.functions.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads an allow-list from text. A line that begins in the first column names a type, {@code new}
 * behind it allows its constructors; the indented lines below it list {@code call <names>} and
 * {@code static <names>}; {@code call *} is all that the type itself declares as public. {@code #}
 * begins a comment.
 */
public final class AllowListReader {
  private final Map<String, AllowList.Entry> entries = new HashMap<>();
  private String type;
  private boolean construct;
  private final Set<String> methods = new HashSet<>();
  private final Set<String> statics = new HashSet<>();

  private AllowListReader() {}

  /** Reads a resource that lies beside the class. */
  public static AllowList read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the line that is not understood
   */
  public static AllowList parse(String name, String text) {
    AllowListReader reader = new AllowListReader();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
      if (!content.isBlank() && !reader.accept(content)) {
        throw new IllegalArgumentException(
            "%s, line %d: found '%s', expected a type, 'call' or 'static'"
                .formatted(name, number, line.strip()));
      }
    }
    reader.finishType();
    return new AllowList(reader.entries);
  }

  private boolean accept(String line) {
    String[] words = line.strip().split("\\s+");
    if (!Character.isWhitespace(line.charAt(0))) {
      finishType();
      type = words[0];
      construct = words.length > 1 && words[1].equals("new");
      return words.length == 1 || (construct && words.length == 2);
    }
    var names = Arrays.asList(words).subList(1, words.length);
    if (type == null || !(words[0].equals("call") || words[0].equals("static"))) {
      return false;
    }
    (words[0].equals("call") ? methods : statics).addAll(names);
    return true;
  }

  private void finishType() {
    if (type != null) {
      entries.merge(
          type,
          new AllowList.Entry(construct, Set.copyOf(methods), Set.copyOf(statics)),
          AllowList.Entry::and);
    }
    methods.clear();
    statics.clear();
  }
}
