package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpStatus;
import io.stackstate.receiver.adapter.Translation;
import io.stackstate.receiver.adapter.UnsupportedTypeException;
import io.stackstate.receiver.intake.Body;
import io.stackstate.receiver.intake.Draft;
import io.stackstate.receiver.intake.Envelope;
import io.stackstate.receiver.intake.Format;
import io.stackstate.receiver.intake.IntakeFault;
import io.stackstate.receiver.intake.Kind;
import io.stackstate.receiver.intake.Memory;
import io.stackstate.receiver.intake.Message;
import io.stackstate.receiver.intake.MessageReader;
import io.stackstate.receiver.intake.MessageTooLarge;
import io.stackstate.receiver.intake.Rejections;
import io.stackstate.receiver.kafka.KafkaGate;
import io.stackstate.receiver.kafka.RecordBatch;
import io.stackstate.receiver.kafka.RecordPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One message from its bytes to its acknowledgement: decode, read and validate whole, check the key
 * in the body, publish, answer when Kafka has it. Thread-safe; blocks.
 */
final class IntakeProcess {
  private static final int TREE = 8;

  private final BodyDecoder decoder;
  private final MessageReader reader;
  private final RecordPublisher publisher;
  private final KafkaGate gate;
  private final Credentials credentials;
  private final Acceptance acceptance;
  private final ReceiverMetrics metrics;
  private final FaultLog faults;
  private final Clock clock;
  private final int maxForeignBytes;

  /**
   * @param maxForeignBytes the largest decoded body in another's format
   */
  IntakeProcess(
      BodyDecoder decoder,
      MessageReader reader,
      RecordPublisher publisher,
      KafkaGate gate,
      Credentials credentials,
      Acceptance acceptance,
      ReceiverMetrics metrics,
      FaultLog faults,
      Clock clock,
      int maxForeignBytes) {
    this.decoder = decoder;
    this.reader = reader;
    this.publisher = publisher;
    this.gate = gate;
    this.credentials = credentials;
    this.acceptance = acceptance;
    this.metrics = metrics;
    this.faults = faults;
    this.clock = clock;
    this.maxForeignBytes = maxForeignBytes;
  }

  /**
   * @param path of the endpoint
   * @param authenticated whether a valid key came outside of the body
   * @param foreign what makes an intake message of the body; null when it is one
   */
  record Input(
      String path,
      Format format,
      Chunks wire,
      String contentEncoding,
      boolean dryRun,
      boolean authenticated,
      String client,
      Foreign foreign) {}

  /** A body in another's format. */
  interface Foreign {
    Translation translate(byte[] body, long receivedMillis)
        throws IntakeFault, UnsupportedTypeException;
  }

  CompletableFuture<Answer> run(Input input, Memory memory) {
    if (!gate.isOpen() && !input.dryRun()) {
      return done(Answer.comeBack("Kafka is not available"));
    }
    try {
      Body body = decoder.decode(input.wire(), input.contentEncoding());
      Message message =
          input.foreign() == null
              ? reader.read(body, input.format(), clock.millis(), memory)
              : foreign(body, input.foreign(), memory);
      if (!input.authenticated() && !isAccepted(message.apiKey())) {
        return done(Answer.INVALID_KEY);
      }
      return input.dryRun() ? done(dryRun(message)) : publish(message);
    } catch (IntakeFault e) {
      return done(refused(input, e));
    } catch (UnsupportedTypeException e) {
      return done(Answer.error(HttpStatus.UNSUPPORTED_MEDIA_TYPE, e.getMessage()));
    } catch (BodyDecoder.UnknownCoding e) {
      return done(unlessUnknown(input, Answer.badRequest(e.getMessage(), "")));
    } catch (MessageTooLarge e) {
      return done(
          unlessUnknown(input, Answer.error(HttpStatus.REQUEST_ENTITY_TOO_LARGE, e.getMessage())));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Such a body becomes a tree, which needs many times its size. */
  private Message foreign(Body body, Foreign format, Memory memory)
      throws IOException, IntakeFault, UnsupportedTypeException {
    byte[] bytes = whole(body);
    int tree = Math.multiplyExact(TREE, bytes.length + 1);
    memory.reserve(tree);
    try {
      long now = clock.millis();
      Translation translation = format.translate(bytes, now);
      Message message =
          reader.read(
              () -> new ByteArrayInputStream(translation.intake()), Format.INTAKE, now, memory);
      for (Rejections.Rejection each : translation.rejected()) {
        message.rejections().add(translation.kind(), each.path(), each.error());
      }
      return message;
    } finally {
      memory.release(tree);
    }
  }

  private byte[] whole(Body body) throws IOException, IntakeFault {
    try (InputStream in = body.open()) {
      byte[] bytes = in.readNBytes(maxForeignBytes + 1);
      if (bytes.length > maxForeignBytes) {
        throw new MessageTooLarge("the body is larger than " + maxForeignBytes + " bytes");
      }
      return bytes;
    } catch (MessageTooLarge e) {
      throw e;
    } catch (IOException e) {
      throw new IntakeFault("", "the body cannot be decoded: " + e.getMessage(), "");
    }
  }

  private boolean isAccepted(String apiKey) {
    return apiKey != null && credentials.accept(apiKey);
  }

  /** Nobody learns anything about a body without a valid key. */
  private static Answer unlessUnknown(Input input, Answer answer) {
    return input.authenticated() ? answer : Answer.INVALID_KEY;
  }

  private Answer refused(Input input, IntakeFault fault) {
    if (!input.authenticated() && !isAccepted(fault.apiKey())) {
      return Answer.INVALID_KEY;
    }
    faults.refused(input.client(), input.path(), fault);
    return Answer.badRequest(fault.getMessage(), fault.path());
  }

  private Answer dryRun(Message message) throws IOException, IntakeFault {
    Map<String, Integer> counts = new TreeMap<>();
    Envelope envelope = message.envelope();
    message.deliver(
        draft -> {
          if (acceptance.of(draft, envelope, message.rejections()) != null) {
            counts.merge(draft.kind().label(), 1, Integer::sum);
          }
        });
    return Answer.dryRun(counts, message.rejections());
  }

  private CompletableFuture<Answer> publish(Message message) throws IOException, IntakeFault {
    Envelope envelope = message.envelope();
    RecordBatch batch = publisher.begin();
    Stored stored = new Stored();
    message.deliver(draft -> publish(draft, message, batch, stored));
    return batch
        .end()
        .thenApply(
            tooLarge -> {
              for (int i = 0; i < tooLarge; i++) {
                message.rejections().add(Kind.COMPONENT, "", "too large for its Kafka topic");
              }
              metrics.rejected(message.rejections());
              metrics.stored(stored.counts, stored.bytes, envelope);
              return Answer.accepted(message.rejections());
            });
  }

  private void publish(Draft draft, Message message, RecordBatch batch, Stored stored)
      throws IOException {
    Envelope envelope = message.envelope();
    var record = acceptance.of(draft, envelope, message.rejections());
    if (record != null) {
      publisher.prepare(record);
      batch.send(record, envelope.receivedMillis());
      stored.counts.merge(draft.kind(), 1, Integer::sum);
      stored.bytes += record.size();
    }
  }

  private static final class Stored {
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private long bytes;
  }

  private static CompletableFuture<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
