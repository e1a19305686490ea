package io.stackstate.crds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  @Test
  void committedReferenceEqualsTheModel() throws Exception {
    String committed = Files.readString(Path.of("../docs/custom-resources.md"));

    assertThat(committed)
        .as("renew it: mvn -pl crds process-classes -Dcrds.commit=true, then commit")
        .isEqualTo(CrdMain.reference(Path.of("target/classes/io/stackstate/crds/crd")));
  }
}
