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
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

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

  /** Which records are worth decoding. */
  @FunctionalInterface
  interface KeyFilter {
    boolean wants(Aspect aspect, long id);
  }

  /** Receives the records in the order of the log. */
  @FunctionalInterface
  interface Visitor {
    void visit(long commit, long timeMillis, Change change);
  }

  static byte[] encode(List<Commit> commits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 14))) {
      out.writeInt(commits.size());
      for (Commit commit : commits) {
        encode(commit, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
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
            forEachChange(in, (a, id) -> true, changes::add);
            commits.add(new Commit(number, timeMillis, changes));
          }
        });
    return commits;
  }

  /** Decodes some records only. */
  static void forEach(byte[] bytes, KeyFilter filter, Visitor visitor) {
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

  private static void forEachChange(ByteBuffer in, KeyFilter filter, Sink sink) {
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

  /** The first {@code maxBytes} of what was compressed; all of it is checked when it ends there. */
  private static byte[] inflate(byte[] bytes, int maxBytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new DamageException("its format is unknown", null);
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, 1, bytes.length - 1);
      byte[] out = new byte[Math.min(maxBytes, Math.max(1 << 10, 6 * bytes.length))];
      int size = 0;
      while (!inflater.finished() && size < maxBytes) {
        if (size == out.length) {
          out = Arrays.copyOf(out, 2 * size);
        }
        int more = inflater.inflate(out, size, out.length - size);
        if (more == 0 && !inflater.finished()) {
          throw new DamageException("it is too short", null);
        }
        size += more;
      }
      return Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new DamageException("its checksum or its compression is wrong", e);
    } finally {
      inflater.end();
    }
  }
}
