package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stql.editor.QueryFormatter;
import io.stackstate.stql.editor.QueryValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, only a query or a {@link StqlParseException} comes out. */
class FuzzTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "name",
          "type",
          "id",
          "healthstate",
          "AND",
          "or",
          "NOT",
          "in",
          "(",
          ")",
          ",",
          "=",
          "!=",
          "!",
          "\"",
          "'",
          "\\",
          "\"a\"",
          "'b c'",
          "x",
          "*",
          "7",
          " ",
          "\n",
          "\r",
          "\t",
          "#",
          "# c\n",
          "withNeighborsOf(",
          "components",
          "levels",
          "direction",
          "withCauseOf()",
          "\u0000",
          "\u00A0",
          "\uD83D",
          "\uDE00",
          "😀",
          "ß",
          "\uFEFF");
  private static final List<String> QUERIES =
      List.of(
          "name IN (\"shop-web\",\"ledger\") NOT label = 'backup:no'",
          "withNeighborsOf(direction = \"up\", components = (withNeighborsOf(direction = \"down\","
              + " components = (identifier = \"urn:x:a\"), levels = \"1\") and type = \"s\"))",
          "# all\nNOT (healthstate = critical OR id != '12') AND environments NOT IN (a, b)",
          "components(filter = (name = *)) OR withCauseOf(a = (), b = c)");

  @Test
  void survivesRandomText() {
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(20); j >= 0; j--) {
        text.append(
            random.nextInt(8) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
      read += parses(text.toString());
    }
    assertThat(read).isBetween(1, 39_999);
  }

  @Test
  void survivesMutatedQueries() {
    Random random = new Random(12);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder(QUERIES.get(random.nextInt(QUERIES.size())));
      for (int j = random.nextInt(3); j >= 0; j--) {
        mutate(text, random);
      }
      read += parses(text.toString());
    }
    assertThat(read).isBetween(400, 39_600);
  }

  @Test
  void survivesRandomBytes() {
    Random random = new Random(13);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      refused += 1 - parses(new String(bytes, StandardCharsets.UTF_8));
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(6));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      case 2 -> text.replace(at, end, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
    }
  }

  /** 1 when it is a query. */
  private static int parses(String text) {
    try {
      Query query = Query.parse(text);
      assertThat(Query.parse(query.toString())).as(text).isEqualTo(query);
      assertThat(Query.parse(QueryFormatter.format(text))).as(text).isEqualTo(query);
      return 1;
    } catch (StqlParseException e) {
      assertThat(e.getMessage())
          .as(text)
          .startsWith("line " + e.line() + ", column " + e.column() + ": found ")
          .contains(", expected ")
          .doesNotContain("expected ;")
          .doesNotContain("WORD", "STRAY", "UNCLOSED", "EOF", "EQUAL", "null");
      assertThat(e.line()).isBetween(1, 1 + (int) text.chars().filter(c -> c == '\n').count());
      assertThat(e.column()).isBetween(1, text.length() + 1);
      assertThat(QueryValidator.validate(text)).as(text).isNotEmpty();
      return 0;
    }
  }
}
