package io.stackstate.api.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An identifier taken apart.
 *
 * @param pieces in their order; joined they are the identifier
 */
record IdentifierParts(List<Piece> pieces) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._-]+");

  /**
   * A part of it.
   *
   * @param word whether it may be the value of a label, and not what stands between
   */
  private record Piece(String text, boolean word) {}

  static IdentifierParts of(String identifier) {
    List<Piece> pieces = new ArrayList<>();
    Matcher words = WORD.matcher(identifier);
    int end = 0;
    while (words.find()) {
      if (words.start() > end) {
        pieces.add(new Piece(identifier.substring(end, words.start()), false));
      }
      pieces.add(new Piece(words.group(), true));
      end = words.end();
    }
    if (end < identifier.length()) {
      pieces.add(new Piece(identifier.substring(end), false));
    }
    return new IdentifierParts(List.copyOf(pieces));
  }

  List<String> words() {
    return pieces.stream().filter(Piece::word).map(Piece::text).toList();
  }

  /**
   * The identifier with labels in place of their values: each choice of which parts are filled in,
   * and by which label where several have the value; at least one part is.
   *
   * @param names of labels, by their value
   * @param most choices to make at most
   */
  List<Filled> filled(Map<String, List<String>> names, int most) {
    List<List<Slot>> made = new ArrayList<>();
    made.add(List.of());
    for (Piece piece : pieces) {
      List<String> labels = piece.word() ? names.getOrDefault(piece.text(), List.of()) : List.of();
      List<List<Slot>> next = new ArrayList<>();
      for (List<Slot> before : made) {
        // The first choice fills in, so that it is there when there are too many.
        for (String label : labels) {
          next.add(with(before, new Slot(label, true)));
        }
        next.add(with(before, new Slot(piece.text(), false)));
      }
      made = next.size() > most ? new ArrayList<>(next.subList(0, most)) : next;
    }
    return made.stream().map(Filled::new).filter(each -> each.placeholders() > 0).toList();
  }

  private static List<Slot> with(List<Slot> before, Slot last) {
    List<Slot> slots = new ArrayList<>(before);
    slots.add(last);
    return slots;
  }

  /**
   * A piece of a template.
   *
   * @param text the name of the label, or the text as it stands
   */
  private record Slot(String text, boolean label) {}

  /** A template. In the order of their texts. */
  record Filled(List<Slot> slots) implements Comparable<Filled> {
    String text() {
      StringBuilder text = new StringBuilder();
      slots.forEach(slot -> text.append(slot.label() ? "${" + slot.text() + "}" : slot.text()));
      return text.toString();
    }

    int placeholders() {
      return (int) slots.stream().filter(Slot::label).count();
    }

    /** What it gives for a series; null when that lacks a label. */
    String fill(Map<String, String> labels) {
      StringBuilder text = new StringBuilder();
      for (Slot slot : slots) {
        String piece = slot.label() ? labels.get(slot.text()) : slot.text();
        if (piece == null) {
          return null;
        }
        text.append(piece);
      }
      return text.toString();
    }

    @Override
    public int compareTo(Filled other) {
      return text().compareTo(other.text());
    }
  }
}
