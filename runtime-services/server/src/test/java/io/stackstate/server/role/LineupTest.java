package io.stackstate.server.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineupTest {
  private final Lineup lineup = new Lineup();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Test
  void closesInReverseOrderOfStart() throws Exception {
    lineup.start(new Fake("kafka"));
    lineup.start(new Fake("receiver"));
    lineup.close();
    assertThat(events)
        .containsExactly("start kafka", "start receiver", "close receiver", "close kafka");
  }

  @Test
  void startsTheRolesOfOneStageSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    lineup.start(new Meeting("a", both), new Meeting("b", both));
    assertThat(both.getCount()).isZero();
  }

  @Test
  void tellsWhatARoleWaitsFor() throws Exception {
    Fake api = new Fake("api");
    api.ready = false;
    lineup.start(api);
    lineup.complete();
    assertThat(lineup.states())
        .containsExactly(new Lineup.RoleState("api", "starting", true, "it has not started yet"));
    api.ready = true;
    assertThat(lineup.states()).containsExactly(new Lineup.RoleState("api", "ready", true, null));
  }

  @Test
  void isNotReadyAnyMoreWhenItIsToStop() throws Exception {
    lineup.start(new Fake("api"));
    lineup.complete();
    assertThat(lineup.state()).isEqualTo("ready");
    lineup.drain();
    assertThat(lineup.ready()).isFalse();
    assertThat(lineup.state()).isEqualTo("stopping");
  }

  @Test
  void passesOnWhyARoleCannotStart() {
    Fake broken = new Fake("graph");
    broken.onStart = new IllegalStateException("broken store");
    assertThatThrownBy(() -> lineup.start(broken)).isSameAs(broken.onStart);
  }

  @Test
  void closesTheOthersWhenOneCannotClose() throws Exception {
    lineup.start(new Fake("kafka"));
    Fake stubborn = new Fake("api");
    stubborn.onClose = new IllegalStateException("no");
    lineup.start(stubborn);
    lineup.close();
    assertThat(events).endsWith("close kafka");
  }

  @Test
  void isReadyWithoutWhatIsNotRequired() throws Exception {
    Fake api = new Fake("api");
    Fake elasticsearch = new Fake("elasticsearch");
    elasticsearch.required = false;
    elasticsearch.ready = false;
    lineup.start(api, elasticsearch);
    assertThat(lineup.ready()).as("while stages may follow").isFalse();
    lineup.complete();
    assertThat(lineup.ready()).isTrue();
    assertThat(lineup.states())
        .extracting(Lineup.RoleState::state)
        .containsExactly("ready", "degraded");
    api.ready = false;
    assertThat(lineup.ready()).isFalse();
    assertThat(lineup.states().get(0).state()).isEqualTo("starting");
  }

  @Test
  void tellsTheRequiredRoleThatFailed() throws Exception {
    Fake elasticsearch = new Fake("elasticsearch");
    elasticsearch.required = false;
    elasticsearch.failure = new IllegalStateException();
    lineup.start(elasticsearch);
    assertThat(lineup.failed()).isEmpty();
    Fake projector = new Fake("stackgraph");
    projector.failure = new IllegalStateException("disk");
    lineup.start(projector);
    assertThat(lineup.failed()).contains(projector);
    assertThat(lineup.states().get(1).state()).isEqualTo("failed");
  }

  private class Fake implements Role {
    private final String name;
    RuntimeException onStart;
    RuntimeException onClose;
    Throwable failure;
    boolean ready = true;
    boolean required = true;

    Fake(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start() throws Exception {
      events.add("start " + name);
      if (onStart != null) {
        throw onStart;
      }
    }

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public Optional<Throwable> failure() {
      return Optional.ofNullable(failure);
    }

    @Override
    public boolean required() {
      return required;
    }

    @Override
    public void close() {
      events.add("close " + name);
      if (onClose != null) {
        throw onClose;
      }
    }
  }

  /** Starts only when the other has begun to start. */
  private final class Meeting extends Fake {
    private final CountDownLatch both;

    Meeting(String name, CountDownLatch both) {
      super(name);
      this.both = both;
    }

    @Override
    public void start() throws Exception {
      both.countDown();
      both.await();
    }
  }
}
