package io.stackstate.stql.editor;

import static io.stackstate.stql.syntax.Lexeme.Type.COMMENT;

import io.stackstate.stql.editor.Completion.Item;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.syntax.Lexeme;
import io.stackstate.stql.syntax.QueryReader;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Proposes what may stand at a caret: keys, operators, functions, parameters, and the values that
 * components have, with their numbers. Only the text before the caret decides, and it need not be
 * right. Deprecated words are not proposed. One instance for each topology, because it remembers
 * values; safe for any number of threads.
 */
public final class QueryCompleter {

  /**
   * Completes at a caret.
   *
   * @param caret in UTF-16 units, 0 to the length of the text
   * @param visible the components whose values may be shown: {@code snapshot.components()}, or what
   *     the asker's scopes leave of them
   * @param limit how many items to give at most, at least 1
   * @throws IllegalArgumentException when caret or limit are out of their range
   */
  public Completion complete(
      String text, int caret, TopologySnapshot snapshot, RoaringBitmap visible, int limit) {
    if (caret < 0 || caret > text.length()) {
      throw new IllegalArgumentException(
          "caret: found " + caret + ", expected 0 to " + text.length());
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected at least 1");
    }
    if (text.length() > QueryReader.MAX_LENGTH) {
      return new Completion(caret, caret, List.of(), true);
    }
    boolean inPair = caret > 0 && Character.isHighSurrogate(text.charAt(caret - 1));
    int at = inPair && caret < text.length() ? caret - 1 : caret;
    List<Lexeme> before = new ArrayList<>(Lexeme.all(text.substring(0, at)));
    Lexeme last = before.isEmpty() ? null : before.get(before.size() - 1);
    if (last != null && last.type() == COMMENT && last.end() == at) {
      return new Completion(at, at, List.of(), true);
    }
    Partial partial = last == null ? null : Partial.of(last, text, at);
    if (partial == null) {
      partial = Partial.none(at);
    } else {
      before.remove(last);
    }
    Caret place = new Caret();
    before.forEach(place::pass);
    Proposals proposals = new Proposals(partial, limit);
    propose(place, proposals, new ValueItems(snapshot, visible));
    List<Item> items = proposals.items();
    return new Completion(partial.from(), partial.to(), items, proposals.complete());
  }

  private static void propose(Caret caret, Proposals proposals, ValueItems values) {
    if (caret.place() == Caret.Place.VALUE) {
      Key.named(caret.word()).ifPresent(key -> values.propose(key, proposals));
    } else if (caret.place() == Caret.Place.ARGUMENT) {
      Vocabulary.argument(caret.word(), proposals);
    } else if (!proposals.partial().quoted()) {
      Vocabulary.propose(caret, proposals);
    }
  }
}
