package io.stackstate.receiver.intake;

import java.util.List;
import java.util.Optional;

/**
 * Words with which names must not begin.
 *
 * @param strict whether no name may begin with one; else only those that are one, or one and a dot
 */
record ReservedWords(List<String> words, boolean strict) {
  ReservedWords {
    words = List.copyOf(words);
  }

  /** The word because of which a name is refused. */
  Optional<String> in(String name) {
    return words.stream()
        .filter(word -> name.startsWith(word) && isRefused(name, word))
        .findFirst();
  }

  private boolean isRefused(String name, String word) {
    return strict || name.length() == word.length() || name.charAt(word.length()) == '.';
  }
}
