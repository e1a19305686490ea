package io.stackstate.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes events, one after the other in a thread of its own: nothing waits for them. The
 * same event of a resource is written once in ten minutes; one that cannot be written, or for which
 * there is no room among those that wait, is lost: events are for people. Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_NOTE = 1024;
  private static final int MOST_WAITING = 1000;
  private static final String CONTROLLER = "stackstate.io/operator";

  private final KubernetesClient client;
  private final Clock clock;
  private final String process;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Map<Key, Instant> told = new LinkedHashMap<>();
  private final ExecutorService writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private record Key(String uid, String reason, String note) {}

  /**
   * @param process names this replica of the operator
   */
  public EventPublisher(KubernetesClient client, Clock clock, String process) {
    this.client = client;
    this.clock = clock;
    this.process = process;
  }

  /** Tells what happened to an instance. */
  public void publish(HasMetadata about, EventReason reason, String note) {
    publish(about, reason.type(), reason.name(), note);
  }

  /**
   * Tells what happened to any resource.
   *
   * @param type Normal or Warning
   * @param reason CamelCase
   */
  public void publish(HasMetadata about, String type, String reason, String note) {
    String text = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    Instant now = clock.instant();
    if (isNews(new Key(about.getMetadata().getUid(), reason, text), now)) {
      Event event = event(about, type, reason, text, now);
      writer.execute(() -> write(event));
    }
  }

  private void write(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.warn("event {} was not written: {}", event.getReason(), e.getMessage());
    }
  }

  /** Writes what waits, for a moment. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isNews(Key key, Instant now) {
    Instant last = told.get(key);
    if (last != null && now.isBefore(last.plus(QUIET))) {
      return false;
    }
    told.remove(key);
    told.put(key, now);
    if (told.size() > REMEMBERED) {
      Iterator<Key> oldest = told.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  private Event event(HasMetadata about, String type, String reason, String note, Instant now) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(about.getMetadata().getName() + "-")
        .withNamespace(about.getMetadata().getNamespace())
        .endMetadata()
        .withEventTime(microTime(now))
        .withReportingController(CONTROLLER)
        .withReportingInstance(process)
        .withAction("Reconcile")
        .withType(type)
        .withReason(reason)
        .withNote(note)
        .withRegarding(reference(about))
        .build();
  }

  private static ObjectReference reference(HasMetadata about) {
    return new ObjectReferenceBuilder()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .build();
  }

  /** The API server wants six digits, also where the last of them are zeros. */
  static MicroTime microTime(Instant time) {
    return new MicroTime(MICROS.format(time));
  }
}
