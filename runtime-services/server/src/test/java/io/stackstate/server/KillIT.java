package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.broker.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the whole process, again and again, at random moments under load: while it
 * starts, in each third of that, and while it works. Afterwards everything that was acknowledged is
 * there once, now and in history. The profile {@code system-tests} kills more often.
 */
class KillIT {
  private static final Logger log = LoggerFactory.getLogger(KillIT.class);
  private static final int KILLS = Integer.getInteger("stackstate.kills", 8);

  /** About a third of a start. */
  private static final int PART_OF_START_MILLIS = 2_000;

  private static final int PARTS_OF_START = 3;

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final LoadRun load = new LoadRun(() -> this.rest);
  private String url;
  private String[] options;
  private Rest rest;
  private Path data;

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    log.info("seed {}", seed);
    int port = FreePort.find();
    url = "http://127.0.0.1:" + port;
    data = directory.resolve("data");
    options =
        new String[] {
          "--port=" + port,
          "--receiver-port=" + FreePort.find(),
          "--roles=kafka,stackgraph,synchronization,receiver,api"
        };
    try (ServerProcess first = start()) {
      awaitReady(first);
      load.declare();
      first.kill();
    }
    for (int kill = 1; kill < KILLS; kill++) {
      if (kill % 2 == 0) {
        killInPartOfStart(kill / 2 % PARTS_OF_START);
      } else {
        killAtWork();
      }
    }
    try (ServerProcess last = start()) {
      awaitReady(last);
      load.settle();
      load.checkHistory(KILLS / 2 + 1);
      load.checkCounters();
      assertThat(last.stop()).as(last.output()).isZero();
    }
    load.checkLog(data.resolve("kafka"));
    LoadRun.checkStore(data.resolve("graph"));
  }

  private void killInPartOfStart(int part) throws Exception {
    try (ServerProcess server = start()) {
      int millis = 500 + part * PART_OF_START_MILLIS + random.nextInt(PART_OF_START_MILLIS);
      load.until(Instant.now().plusMillis(millis));
      kill(server);
    }
  }

  private void killAtWork() throws Exception {
    try (ServerProcess server = start()) {
      awaitReady(server);
      load.settle();
      load.until(Instant.now().plusMillis(100 + random.nextInt(2500)));
      kill(server);
    }
  }

  private void kill(ServerProcess server) throws InterruptedException {
    assertThat(server.alive()).as(server.output()).isTrue();
    // Sometimes in the middle of a request, which is then in doubt until it is sent again.
    Thread request = new Thread(load::sendOnce);
    request.start();
    server.kill();
    request.join();
    log.info("killed; {} payloads accepted so far", load.count());
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(data, directory.resolve("output.log"), options);
  }

  private void awaitReady(ServerProcess server) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(LoadRun.PATIENCE)
        .untilAsserted(() -> assertThat(ready()).as(server.output()).isTrue());
    assertThat(server.alive()).as(server.output()).isTrue();
  }

  private boolean ready() throws InterruptedException {
    if (rest == null && Files.exists(data.resolve("secrets.conf"))) {
      rest = new Rest(url, data);
    }
    try {
      return rest != null && rest.get("/readiness").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
