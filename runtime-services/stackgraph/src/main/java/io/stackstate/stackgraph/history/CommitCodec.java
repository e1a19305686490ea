package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Commits as compressed bytes with a checksum. The first byte is the version of the format. */
final class CommitCodec {
  private static final int VERSION = 1;
  private static final int DELETED = -1;
  private static final int HEAD_BYTES = Integer.BYTES + 2 * Long.BYTES;
  private static final Aspect[] ASPECTS = Aspect.values();

  private CommitCodec() {}

  /** The bytes are not those that were encoded. */
  static final class DamageException extends RuntimeException {
    DamageException(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** Receives the records in the order of the log. */
  @FunctionalInterface
  interface Visitor {
    void visit(long commit, long timeMillis, Change change);
  }

  /**
   * @param level of compression, as {@link Deflater} has them
   */
  static byte[] encode(List<Commit> commits, int level) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(records)) {
      out.writeInt(commits.size());
      for (Commit commit : commits) {
        encode(commit, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    bytes.writeBytes(Compression.deflate(records.toByteArray(), level));
    return bytes.toByteArray();
  }

  private static void encode(Commit commit, DataOutputStream out) throws IOException {
    out.writeLong(commit.number());
    out.writeLong(commit.timeMillis());
    out.writeInt(commit.changes().size());
    for (Change change : commit.changes()) {
      out.writeByte(change.key().aspect().ordinal());
      out.writeLong(change.key().id());
      if (change.isDelete()) {
        out.writeInt(DELETED);
      } else {
        out.writeInt(change.value().length);
        out.write(change.value());
      }
    }
  }

  /**
   * @throws DamageException when the bytes are not those that were encoded
   */
  static List<Commit> decode(byte[] bytes) {
    List<Commit> commits = new ArrayList<>();
    read(
        bytes,
        in -> {
          int count = in.getInt();
          for (int i = 0; i < count; i++) {
            long number = in.getLong();
            long timeMillis = in.getLong();
            List<Change> changes = new ArrayList<>();
            forEachChange(in, RecordFilter.ALL, changes::add);
            commits.add(new Commit(number, timeMillis, changes));
          }
        });
    return commits;
  }

  /** Decodes some records only. */
  static void forEach(byte[] bytes, RecordFilter filter, Visitor visitor) {
    read(
        bytes,
        in -> {
          int count = in.getInt();
          for (int i = 0; i < count; i++) {
            long number = in.getLong();
            long timeMillis = in.getLong();
            forEachChange(in, filter, change -> visitor.visit(number, timeMillis, change));
          }
        });
  }

  /** The number and the time of the first commit. */
  record Head(long commit, long timeMillis) {}

  /** How the bytes begin; costs much less than decoding them. */
  static Head head(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(inflate(bytes, HEAD_BYTES));
    return new Head(in.getLong(Integer.BYTES), in.getLong(Integer.BYTES + Long.BYTES));
  }

  private interface Body {
    void read(ByteBuffer in);
  }

  private static void read(byte[] bytes, Body body) {
    try {
      body.read(ByteBuffer.wrap(inflate(bytes, Integer.MAX_VALUE)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new DamageException("it is too short", e);
    }
  }

  private interface Sink {
    void accept(Change change);
  }

  private static void forEachChange(ByteBuffer in, RecordFilter filter, Sink sink) {
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      Aspect aspect = ASPECTS[in.get()];
      long id = in.getLong();
      int length = in.getInt();
      int next = in.position() + Math.max(0, length);
      if (filter.wants(aspect, id)) {
        byte[] value =
            length == DELETED ? null : Arrays.copyOfRange(in.array(), in.position(), next);
        sink.accept(new Change(new ChangeKey(aspect, id), value));
      }
      in.position(next);
    }
  }

  private static byte[] inflate(byte[] bytes, int maxBytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new DamageException("its format is unknown", null);
    }
    return Compression.inflate(bytes, 1, bytes.length - 1, maxBytes);
  }
}
