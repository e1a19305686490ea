package io.stackstate.receiver.intake;

import java.io.IOException;

/** A message that was read to its end and has no fault as a whole. Not thread-safe. */
public final class Message {
  private final Envelope envelope;
  private final String apiKey;
  private final DraftBuffer buffer;
  private final Reading again;

  /** Takes the elements of a message in the order in which they must be written. */
  public interface Sink {
    void accept(Draft draft) throws IOException;
  }

  /** Reads the message a second time. */
  interface Reading {
    void into(Sink sink) throws IOException, IntakeFault;
  }

  Message(Envelope envelope, String apiKey, DraftBuffer buffer, Reading again) {
    this.envelope = envelope;
    this.apiKey = apiKey;
    this.buffer = buffer;
    this.again = again;
  }

  public Envelope envelope() {
    return envelope;
  }

  /** The key in the body; null when there is none. */
  public String apiKey() {
    return apiKey;
  }

  /** Elements that were skipped; a sink may add to it. */
  public Rejections rejections() {
    return buffer.rejections();
  }

  /**
   * Hands over all elements; those of a message too large to be held are read again meanwhile.
   *
   * @throws IOException what the sink throws
   * @throws IntakeFault never in practice: the first reading would have thrown it
   */
  public void deliver(Sink sink) throws IOException, IntakeFault {
    if (buffer.overflowed()) {
      again.into(sink);
      return;
    }
    for (Draft draft : buffer.drafts()) {
      sink.accept(draft);
    }
    buffer.release();
  }
}
