package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleNameTest {

  @Test
  void readsNamesAsTheDesignSpellsThem() {
    assertThat(RoleName.parse(List.of("receiver", " kafka")))
        .containsExactlyInAnyOrder(RoleName.RECEIVER, RoleName.KAFKA);
  }

  @Test
  void saysWhatThereIsWhenANameIsWrong() {
    assertThatThrownBy(() -> RoleName.parse(List.of("reciever")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("'reciever'")
        .hasMessageContaining("receiver, api");
  }

  @Test
  void keepsApiAndStackgraphTogether() {
    assertThatThrownBy(() -> RoleName.parse(List.of("api", "receiver")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("same process");
  }

  @Test
  void keepsJobsApartFromWhatRunsOn() {
    assertThat(RoleName.areJobs(RoleName.parse(List.of("topics", "migrate")))).isTrue();
    assertThatThrownBy(() -> RoleName.parse(List.of("migrate", "receiver")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("process of their own");
  }

  @Test
  void knowsWhoNeedsADisk() {
    assertThat(RoleName.needData(RoleName.parse(List.of("receiver", "synchronization")))).isFalse();
    assertThat(RoleName.needData(RoleName.parse(List.of("kafka")))).isTrue();
    assertThat(RoleName.needData(RoleName.parse(List.of("api", "stackgraph")))).isTrue();
  }

  @Test
  void refusesToRunNothing() {
    assertThatThrownBy(() -> RoleName.parse(List.of())).isInstanceOf(StartException.class);
  }
}
