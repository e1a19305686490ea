package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.stackstate.receiver.intake.TopologyAssembly.Header;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages without building a tree. Nothing may be published before the whole message was
 * seen: what makes it invalid, or names its host, may stand at its end. So elements are held in
 * their final form up to a limit, and a message beyond the limit is read twice, first to validate
 * it, then to publish it. Thread-safe.
 */
public final class MessageReader {
  private final Limits limits;
  private final JsonFactory factory;

  public MessageReader(Limits limits) {
    this.limits = limits;
    factory =
        new JsonFactoryBuilder()
            .rootValueSeparator("")
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxNestingDepth())
                    .maxStringLength(2 * limits.maxRecordBytes())
                    .build())
            .build();
  }

  /**
   * Reads {@code body} to its end.
   *
   * @param receivedMillis when it arrived, epoch milliseconds
   * @throws IntakeFault when the message is at fault as a whole
   * @throws MessageTooLarge when it exceeds a limit
   * @throws Overloaded when there is no memory for it now
   */
  public Message read(Body body, Format format, long receivedMillis, Memory memory)
      throws IOException, IntakeFault {
    try {
      return read(body, format, receivedMillis, memory, false);
    } catch (SyntaxFault e) {
      // A byte that is not UTF-8 looks like bad syntax: try with such bytes replaced.
      return read(body, format, receivedMillis, memory, true);
    }
  }

  private Message read(Body body, Format format, long receivedMillis, Memory memory, boolean repair)
      throws IOException, IntakeFault {
    DraftBuffer buffer = new DraftBuffer(memory, limits.maxBufferedBytes());
    List<Header> headers = new ArrayList<>();
    boolean complete = false;
    try (JsonInput in = open(body, repair)) {
      MessageParser parser = new MessageParser(factory, in, buffer, limits);
      run(in, repair, parser, () -> parser.parse(format, headers, false));
      Envelope envelope = parser.envelope(receivedMillis);
      complete = true;
      return new Message(
          envelope,
          parser.apiKey(),
          buffer,
          sink -> readAgain(body, format, headers, repair, sink));
    } finally {
      if (!complete) {
        buffer.release();
      }
    }
  }

  private void readAgain(
      Body body, Format format, List<Header> headers, boolean repair, Message.Sink sink)
      throws IOException, IntakeFault {
    for (int i = 0; i < headers.size(); i++) {
      if (!headers.get(i).ordered()) {
        throw new MessageTooLarge(
            "topologies["
                + i
                + "]: a message of this size must have its fields in the order instance,"
                + " start_snapshot, components, relations, delete_ids, stop_snapshot");
      }
    }
    try (JsonInput in = open(body, repair)) {
      Elements direct = new DirectElements(sink);
      new MessageParser(factory, in, direct, limits).parse(format, headers, true);
    }
  }

  private JsonInput open(Body body, boolean repair) throws IOException, IntakeFault {
    try {
      InputStream stream = body.open();
      return new JsonInput(
          factory, repair ? new Utf8RepairStream(stream) : stream, 2 * limits.maxRecordBytes());
    } catch (MessageTooLarge e) {
      throw e;
    } catch (IOException e) {
      throw new IntakeFault("", undecodable(e), "");
    }
  }

  private interface Step {
    void run() throws IOException, IntakeFault;
  }

  private static void run(JsonInput in, boolean repair, MessageParser parser, Step step)
      throws IOException, IntakeFault {
    try {
      step.run();
    } catch (IntakeFault e) {
      throw e.from(parser.apiKey(), parser.internalHostname());
    } catch (JacksonException e) {
      if (!repair) {
        throw new SyntaxFault(e);
      }
      throw in.intakeFault(in.path(), text(e)).from(parser.apiKey(), parser.internalHostname());
    } catch (MessageTooLarge | Overloaded e) {
      throw e;
    } catch (IOException e) {
      throw in.intakeFault(in.path(), undecodable(e))
          .from(parser.apiKey(), parser.internalHostname());
    }
  }

  /** Without what the library says of its own settings. */
  private static String text(JacksonException e) {
    return e.getOriginalMessage().replaceAll("\\[Source: [^;]*; ", "[");
  }

  private static String undecodable(IOException e) {
    return "the body cannot be decoded: "
        + (e instanceof EOFException ? "it ends too early" : e.getMessage());
  }

  private static final class SyntaxFault extends IOException {
    SyntaxFault(JacksonException cause) {
      super(cause);
    }
  }

  /** The second reading: what was rejected is counted already. */
  private record DirectElements(Message.Sink sink) implements Elements {
    @Override
    public boolean wanted() {
      return true;
    }

    @Override
    public void charge(int bytes) {
      // Nothing is held.
    }

    @Override
    public void accept(Draft draft) throws IOException {
      sink.accept(draft);
    }

    @Override
    public void reject(Kind kind, String path, String error) {
      // Counted by the first reading.
    }
  }
}
