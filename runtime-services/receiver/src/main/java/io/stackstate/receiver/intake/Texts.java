package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of texts: tags, identifiers. */
final class Texts {
  /** Short texts cost far more on the heap than in the message, so their number has a bound. */
  private static final int MAX = 10_000;

  private Texts() {}

  /** The texts of an array without nulls; of an object {@code key:value}; null is an empty list. */
  static List<String> read(JsonInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    if (in.is(JsonToken.START_OBJECT)) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        String value = in.text();
        add(in, texts, JsonText.wellFormed(field) + ":" + (value == null ? "" : value));
      }
    } else if (in.array()) {
      while (in.nextElement()) {
        add(in, texts, in.text());
      }
    }
    return texts;
  }

  /** Splits at the first colon; a tag without one has an empty value; the last of a key wins. */
  static Map<String, String> tags(List<String> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String tag : tags) {
      int colon = tag.indexOf(':');
      if (colon < 0) {
        map.put(tag, "");
      } else {
        map.put(tag.substring(0, colon), tag.substring(colon + 1));
      }
    }
    return map;
  }

  static int weight(List<String> texts) {
    int weight = 0;
    for (String text : texts) {
      weight += text.length() + 64;
    }
    return weight;
  }

  private static void add(JsonInput in, List<String> texts, String text) {
    if (texts.size() == MAX) {
      in.fault(in.path(), "is the " + (MAX + 1) + "th; so many are not accepted");
    } else if (text != null && texts.size() < MAX) {
      texts.add(text);
    }
  }
}
