package io.stackstate.stql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          cart*, cart-db, true
          cart*, shop-cart, false
          *cart*, shop-cart, true
          *-db, cart-db, true
          ?art-db, cart-db, true
          ?cart-db, cart-db, false
          c*-*b, cart-db, true
          a?c, a😀c, true
          a\\*c, a*c, true
          a\\*c, abc, false
          a\\, a\\, true
          *, ``, true
          ``, ``, true
          ``, a, false
          ?, ``, false
          **a**, a, true
          Cart*, cart, false
          """)
  void fits(String pattern, String text, boolean fits) {
    assertThat(new Glob(pattern).fits(text)).isEqualTo(fits);
  }

  @Test
  void fitsWhatTheSameRegularExpressionMatches() {
    Random random = new Random(5);
    int fitting = 0;
    for (int i = 0; i < 50_000; i++) {
      String pattern = text(random, "ab*?", 7);
      String text = text(random, "ab", 7);
      String regex = pattern.replace("*", ".*").replace("?", ".");
      boolean fits = Pattern.matches(regex, text);
      assertThat(new Glob(pattern).fits(text)).as(pattern + " and " + text).isEqualTo(fits);
      fitting += fits ? 1 : 0;
    }
    assertThat(fitting).isGreaterThan(5_000);
  }

  @Test
  void everythingThatFitsContainsTheFragmentsAndStartsWithThePrefix() {
    Random random = new Random(6);
    int fitting = 0;
    for (int i = 0; i < 20_000; i++) {
      Glob glob = new Glob(text(random, "ab*?", 5));
      String text = text(random, "ab", 6);
      boolean starts = text.startsWith(glob.prefix());
      if (glob.fits(text)) {
        assertThat(starts).isTrue();
        assertThat(glob.fragments()).allMatch(text::contains);
        fitting++;
      } else if (glob.isPrefix()) {
        assertThat(starts).isFalse();
      }
    }
    assertThat(fitting).isGreaterThan(1_000);
  }

  @Test
  void findsTheFragmentsBetweenTheWildcards() {
    assertThat(new Glob("urn:*\\*x?yz*").fragments()).containsExactly("urn:", "*x", "yz");
    assertThat(new Glob("*").fragments()).isEmpty();
    assertThat(new Glob("cart*").isPrefix()).isTrue();
    assertThat(new Glob("cart?").isPrefix()).isFalse();
    assertThat(new Glob("c*art*").isPrefix()).isFalse();
    assertThat(new Glob("cart").isPrefix()).isFalse();
  }

  @Test
  void doesNotExplode() {
    Glob glob = new Glob("a*".repeat(400) + "b");
    assertThat(glob.fits("a".repeat(20_000))).isFalse();
    assertThat(glob.fits("a".repeat(20_000) + "b")).isTrue();
  }

  private static String text(Random random, String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void findsWholeCharactersOnly() {
    String face = "\uD83D\uDE00";
    assertThat(new Glob("*" + face + "*").fits("a" + face)).isTrue();
    assertThat(new Glob("*" + face.charAt(1) + "*").fits("a" + face)).isFalse();
    assertThat(new Glob("*" + face.charAt(1) + "*").fits("a" + face.charAt(1))).isTrue();
    assertThat(new Glob("*\\**").fits("a*b")).isTrue();
    assertThat(new Glob("*\\**").fits("ab")).isFalse();
  }
}
