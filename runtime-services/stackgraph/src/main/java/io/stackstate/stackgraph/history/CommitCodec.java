package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Commits as compressed bytes. The first byte is the version of the format. */
final class CommitCodec {
  private static final int VERSION = 1;
  private static final int DELETED = -1;

  private CommitCodec() {}

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

  static List<Commit> decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new IllegalStateException("a piece of history has an unknown format");
    }
    try (DataInputStream in =
        new DataInputStream(
            new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)))) {
      int count = in.readInt();
      List<Commit> commits = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        commits.add(decode(in));
      }
      return commits;
    } catch (IOException e) {
      throw new UncheckedIOException("a piece of history is damaged", e);
    }
  }

  private static Commit decode(DataInputStream in) throws IOException {
    long number = in.readLong();
    long timeMillis = in.readLong();
    int count = in.readInt();
    List<Change> changes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Aspect aspect = Aspect.values()[in.readByte()];
      long id = in.readLong();
      int length = in.readInt();
      byte[] value = length == DELETED ? null : in.readNBytes(length);
      changes.add(new Change(new ChangeKey(aspect, id), value));
    }
    return new Commit(number, timeMillis, changes);
  }
}
