package io.stackstate.model.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitHeaderTest {

  @Test
  void isReadAsItWasWritten() {
    CommitHeader header =
        new CommitHeader(Integer.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 1_000_000);
    assertThat(CommitHeader.parse(header.toBytes())).isEqualTo(header);
  }

  @Test
  void itsBytesNeverChangeFromOneVersionOfTheProgramToTheNext() {
    byte[] bytes = new CommitHeader(-2, 258, 7, 3).toBytes();
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("fffffffe" + "0000000000000102" + "00000007" + "00000003");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 21})
  void otherLengthsAreRejected(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommitHeader.parse(new byte[length]))
        .withMessage("not a commit header");
  }

  @Test
  void anAbsentHeaderIsRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> CommitHeader.parse(null));
  }
}
