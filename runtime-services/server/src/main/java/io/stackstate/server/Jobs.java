package io.stackstate.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import io.stackstate.model.Json;
import io.stackstate.server.kafka.TopicSettings;
import io.stackstate.server.kafka.TopicsRole;
import io.stackstate.stackgraph.NewerStoreException;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.StoreMigration;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process does once before others start: make the topics, bring the store to the layout of
 * this program. Each can be killed and begun again at any moment. Progress is one JSON object a
 * line: {@code job}, {@code phase} ({@code started}, {@code progress}, {@code done} or {@code
 * failed}), {@code message}, and what the phase adds.
 */
final class Jobs {
  private static final int NEWER_STORE = 3;
  private static final int FAILED = 1;

  private final Config config;
  private final Optional<DataDirectory> data;
  private final PrintStream out;

  /**
   * @param data where BerkeleyDB JE has its store, and who an owner of a keyspace is
   * @param out for progress
   */
  Jobs(Config config, Optional<DataDirectory> data, PrintStream out) {
    this.config = config;
    this.data = data;
    this.out = out;
  }

  /**
   * @return the exit code: 0 when all is done, 3 when a newer program made the store
   * @throws StartException when a setting is wrong
   */
  int run(Set<RoleName> jobs) throws InterruptedException {
    RequiredSettings.check(config, jobs);
    if (jobs.contains(RoleName.TOPICS)) {
      topics();
    }
    return jobs.contains(RoleName.MIGRATE) ? migrate() : 0;
  }

  private void topics() throws InterruptedException {
    Map<String, Object> kafka = KafkaClientSettings.of(config);
    say("topics", "started", "makes topics at " + kafka.get("bootstrap.servers"));
    try (TopicsRole role =
        new TopicsRole(
            () -> kafka,
            TopicSettings.of(config),
            config.getDuration("stackstate.server.kafkaPatience"))) {
      role.start();
    }
    say("topics", "done", "all topics are there");
  }

  private int migrate() {
    say("migrate", "started", "opens the store");
    try {
      StoreMigration.Result result =
          StoreMigration.run(
              config,
              data.orElseThrow().graph(),
              progress ->
                  print(
                      event("migrate", "progress", progress.step())
                          .put("storedVersion", progress.storedVersion())
                          .put("version", progress.version())));
      print(
          event("migrate", "done", "the store has the layout of this program")
              .put("storedVersion", result.storedVersion())
              .put("version", result.version()));
      return 0;
    } catch (NewerStoreException e) {
      print(event("migrate", "failed", e.getMessage()).put("reason", "NewerStore"));
      return refuse(e, NEWER_STORE);
    } catch (StackGraphException e) {
      print(event("migrate", "failed", e.getMessage()).put("reason", "StoreUnusable"));
      return refuse(e, FAILED);
    }
  }

  private static int refuse(StackGraphException e, int code) {
    System.err.println("stackstate: " + e.getMessage());
    return code;
  }

  private void say(String job, String phase, String message) {
    print(event(job, phase, message));
  }

  private static ObjectNode event(String job, String phase, String message) {
    return Json.mapper()
        .createObjectNode()
        .put("job", job)
        .put("phase", phase)
        .put("message", message);
  }

  private void print(ObjectNode event) {
    out.println(event);
    out.flush();
  }
}
