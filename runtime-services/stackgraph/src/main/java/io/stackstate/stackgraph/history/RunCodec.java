package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Neighbouring commits with their records sorted by element, in blocks that are compressed on their
 * own, so that the versions of one element cost one block. Of a record that was written before in
 * the same run only what differs is stored.
 *
 * <p>Layout: the version (2); number and time of the first commit; then the directory, the lengths
 * of the compressed commits and blocks with the first key of each block, all as {@link Varints},
 * and its CRC-32; then the commits; then the blocks.
 */
final class RunCodec {
  private static final byte VERSION = 2;
  private static final int BLOCK_BYTES = 48 << 10;
  private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;
  private static final Aspect[] ASPECTS = Aspect.values();

  private RunCodec() {}

  /** A record and the place of its commit in the run. */
  private record Entry(int commit, Change change) {}

  /**
   * @param aspect of all its records
   * @param firstId of its first record
   * @param data compressed
   */
  private record Block(Aspect aspect, long firstId, byte[] data) {}

  /**
   * @param commits at least one, in order
   */
  static byte[] encode(List<Commit> commits) {
    byte[] times = Compression.deflate(times(commits), Deflater.DEFAULT_COMPRESSION);
    List<Block> blocks = blocks(sorted(commits));
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    directory.write(VERSION);
    Commit first = commits.get(0);
    directory.writeBytes(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(first.number())
            .putLong(first.timeMillis())
            .array());
    Varints.write(times.length, directory);
    Varints.write(blocks.size(), directory);
    for (Block block : blocks) {
      directory.write(block.aspect().ordinal());
      Varints.write(block.firstId(), directory);
      Varints.write(block.data().length, directory);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(directory.toByteArray());
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(crc(directory.toByteArray())).array());
    out.writeBytes(times);
    blocks.forEach(block -> out.writeBytes(block.data()));
    return out.toByteArray();
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] times(List<Commit> commits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varints.write(commits.size(), out);
    long number = 0;
    long timeMillis = 0;
    for (Commit commit : commits) {
      Varints.write(commit.number() - number, out);
      Varints.write(commit.timeMillis() - timeMillis, out);
      number = commit.number();
      timeMillis = commit.timeMillis();
    }
    return out.toByteArray();
  }

  private static List<Entry> sorted(List<Commit> commits) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      for (Change change : commits.get(i).changes()) {
        entries.add(new Entry(i, change));
      }
    }
    entries.sort(
        Comparator.<Entry>comparingInt(entry -> entry.change().key().aspect().ordinal())
            .thenComparingLong(entry -> entry.change().key().id()));
    return entries;
  }

  private static List<Block> blocks(List<Entry> entries) {
    List<Block> blocks = new ArrayList<>();
    int from = 0;
    while (from < entries.size()) {
      ChangeKey first = entries.get(from).change().key();
      RunBlock block = new RunBlock();
      int to = from;
      while (to < entries.size() && block.bytes() < BLOCK_BYTES) {
        ChangeKey key = entries.get(to).change().key();
        if (key.aspect() != first.aspect()) {
          break;
        }
        int end = to;
        while (end < entries.size() && entries.get(end).change().key().equals(key)) {
          end++;
        }
        block.begin(key.id(), end - to);
        for (; to < end; to++) {
          block.add(entries.get(to).commit(), entries.get(to).change());
        }
      }
      blocks.add(new Block(first.aspect(), first.id(), block.compressed()));
      from = to;
    }
    return blocks;
  }

  /**
   * @throws CommitCodec.DamageException when the bytes are not those that were encoded
   */
  static List<Commit> decode(byte[] bytes) {
    List<Commit> commits = new ArrayList<>();
    return guarded(
        () -> {
          RunReader reader = reader(bytes);
          for (int i = 0; i < reader.commits(); i++) {
            commits.add(new Commit(reader.number(i), reader.timeMillis(i), new ArrayList<>()));
          }
          reader.forEach(
              RecordFilter.ALL, (commit, change) -> commits.get(commit).changes().add(change));
          return commits;
        });
  }

  /** Visits some records in the order of their commits; blocks that have none are left alone. */
  static void forEach(byte[] bytes, RecordFilter filter, CommitCodec.Visitor visitor) {
    List<Entry> entries = new ArrayList<>();
    guarded(
        () -> {
          RunReader reader = reader(bytes);
          reader.forEach(filter, (commit, change) -> entries.add(new Entry(commit, change)));
          entries.sort(Comparator.comparingInt(Entry::commit));
          for (Entry entry : entries) {
            visitor.visit(
                reader.number(entry.commit()), reader.timeMillis(entry.commit()), entry.change());
          }
          return entries;
        });
  }

  /** How the bytes begin; costs much less than decoding them. */
  static CommitCodec.Head head(byte[] bytes) {
    return guarded(
        () -> {
          ByteBuffer in = ByteBuffer.wrap(bytes, 1, HEAD_BYTES - 1);
          return new CommitCodec.Head(in.getLong(), in.getLong());
        });
  }

  private interface Body<T> {
    T run();
  }

  private static <T> T guarded(Body<T> body) {
    try {
      return body.run();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException e) {
      throw new CommitCodec.DamageException("it is too short", e);
    }
  }

  private static RunReader reader(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new CommitCodec.DamageException("its format is unknown", null);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.position(HEAD_BYTES);
    int timesLength = Varints.readInt(in);
    int count = Varints.readInt(in);
    List<RunReader.Block> blocks = new ArrayList<>();
    int offset = timesLength;
    for (int i = 0; i < count; i++) {
      Aspect aspect = ASPECTS[in.get()];
      long firstId = Varints.read(in);
      int length = Varints.readInt(in);
      blocks.add(new RunReader.Block(aspect, firstId, offset, length));
      offset += length;
    }
    int end = in.position();
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, end);
    if (in.getInt() != (int) crc.getValue() || in.remaining() != offset) {
      throw new CommitCodec.DamageException("its checksum is wrong", null);
    }
    byte[] times = Compression.inflate(bytes, in.position(), timesLength, Integer.MAX_VALUE);
    return new RunReader(bytes, in.position(), ByteBuffer.wrap(times), blocks);
  }
}
