package io.stackstate.stackpacks.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final String KEY = "0f".repeat(32);

  private final SecretBox box = SecretBox.of(KEY);

  @Test
  void aTokenCanStandInAUrlAndIsOpenedForItsOwnerOnly() {
    SecretBox box = SecretBox.of("0f".repeat(32));
    String token = box.token("text", "a");
    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(box.openToken(token, "a")).hasValue("text");
    assertThat(box.openToken(token, "b")).isEmpty();
    assertThat(box.openToken(token + "AAAA", "a")).isEmpty();
    assertThat(box.openToken("?", "a")).isEmpty();
    assertThat(box.openToken("", "a")).isEmpty();
    assertThat(SecretBox.of("1f".repeat(32)).openToken(token, "a")).isEmpty();
    assertThat(SecretBox.of("").hasKey()).isFalse();
  }

  @Test
  void opensWhatItSealedForTheSameOwner() {
    String sealed = box.seal("päss \"word\"", "a");

    assertThat(SecretBox.isSealed(sealed)).isTrue();
    assertThat(sealed).doesNotContain("word");
    assertThat(SecretBox.of(KEY).open(sealed, "a")).isEqualTo("päss \"word\"");
    assertThatThrownBy(() -> box.open(sealed, "b")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    assertThat(box.seal("x", "a")).isNotEqualTo(box.seal("x", "a"));
  }

  @Test
  void refusesWhatWasChanged() {
    String sealed = box.seal("password", "a");
    int at = sealed.length() - 10;
    char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);

    assertThatThrownBy(() -> box.open(changed, "a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> box.open("{sealed:1:AAAA}", "a"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> box.open("password", "a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysWhatIsWrongWithAKeyAndDoesNotShowIt() {
    assertThatThrownBy(() -> SecretBox.of("topsecret"))
        .hasMessage(
            "stackstate.stackpacks.secretKey: found 9 characters, expected 64 hexadecimal digits");
    assertThatThrownBy(() -> SecretBox.of("").seal("x", "a"))
        .hasMessageStartingWith("stackstate.stackpacks.secretKey: missing");
    assertThat(box.toString()).doesNotContain("0f0f");
  }
}
