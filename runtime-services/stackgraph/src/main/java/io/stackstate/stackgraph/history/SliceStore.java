package io.stackstate.stackgraph.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.NewerStoreException;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Where the catalogue and the pieces of history stand in the graph. */
final class SliceStore {
  private static final int DELETED_AT_ONCE = 200;
  private static final String NEWEST = "newest";

  /** Wants no record, but to see all of them. */
  private static final RecordFilter NOTHING = (aspect, id) -> false;

  /**
   * The vertices of a slice: what the catalogue says, the pieces of its journal and the runs that
   * they are made into, those of its base, and the indexes of both. Two kinds may share a range of
   * vertex ids.
   */
  enum Kind {
    CATALOG(0, 0),
    JOURNAL(1, 0),
    RUN(1, 1 << 22),
    BASE(2, 0),
    BASE_INDEX(3, 0),
    JOURNAL_INDEX(3, 1 << 22);

    private final int code;
    private final int firstChunk;

    Kind(int code, int firstChunk) {
      this.code = code;
      this.firstChunk = firstChunk;
    }
  }

  private final GraphDatabase database;
  private final DecodedRuns runs = new DecodedRuns();

  SliceStore(GraphDatabase database) {
    this.database = database;
  }

  /** The version of the layout that the store has; the newest when it is new. */
  int layout() {
    return database.read(
        tx ->
            tx.data(VertexIds.ROOT)
                .map(data -> read(data, ObjectNode.class).path("schema").asInt())
                .orElse(GraphSchema.VERSION));
  }

  /**
   * Reads the catalogue, which is empty in a new store.
   *
   * @throws StackGraphException when a newer program made the store
   */
  Catalog load() {
    return database.read(
        tx -> {
          Optional<byte[]> data = tx.data(VertexIds.ROOT);
          if (data.isEmpty()) {
            return new Catalog(Root.empty(GraphSchema.VERSION), new TreeMap<>());
          }
          ObjectNode stored = read(data.get(), ObjectNode.class);
          Optional<Slice> newest =
              Optional.ofNullable(stored.remove(NEWEST)).map(json -> convert(json, Slice.class));
          Root root = convert(stored, Root.class);
          if (root.schema() > GraphSchema.VERSION) {
            throw new NewerStoreException(root.schema(), GraphSchema.VERSION);
          }
          TreeMap<Integer, Slice> slices = new TreeMap<>();
          // Layout 2 had the newest slice where the others are.
          newest.ifPresent(slice -> slices.put(slice.number(), slice));
          for (int number = root.firstSlice(); number <= root.lastSlice(); number++) {
            slices.computeIfAbsent(number, n -> slice(tx, n));
          }
          return new Catalog(root.migrated(GraphSchema.VERSION), slices);
        });
  }

  private static Slice slice(GraphTransaction tx, int number) {
    return tx.data(id(number, Kind.CATALOG, 0))
        .map(data -> read(data, Slice.class))
        .orElseThrow(() -> new StackGraphException("the graph has lost time slice " + number));
  }

  /**
   * Stores the slices that are not those of another catalogue, but for the newest. They count when
   * {@link #putRoot} is stored, if it is the root that says that they do.
   */
  void putSlices(GraphTransaction tx, Catalog before, Catalog after) {
    for (Slice slice : after.slices().values()) {
      int number = slice.number();
      boolean wasNewest = number == before.root().lastSlice();
      if (number < after.root().lastSlice()
          && (wasNewest || slice != before.slices().get(number))) {
        tx.putData(id(number, Kind.CATALOG, 0), GraphSchema.HISTORY, write(slice));
      }
    }
  }

  /**
   * Stores the root with the newest slice: together, in one vertex, because each commit changes
   * both.
   */
  void putRoot(GraphTransaction tx, Catalog catalog) {
    ObjectNode stored = Json.mapper().valueToTree(catalog.root());
    catalog.newest().ifPresent(newest -> stored.set(NEWEST, Json.mapper().valueToTree(newest)));
    tx.putData(VertexIds.ROOT, GraphSchema.ROOT, write(stored));
  }

  /** Stores a piece instead of the one with the same number. */
  void replace(GraphTransaction tx, int slice, Kind kind, int chunk, List<Commit> commits) {
    byte[] data = CommitCodec.encode(commits, Deflater.BEST_SPEED);
    tx.putData(id(slice, kind, chunk), GraphSchema.HISTORY, data);
  }

  /** Stores a run of the journal; one that a crash left behind is replaced. */
  void putRun(GraphTransaction tx, int slice, int run, List<Commit> commits) {
    tx.putData(id(slice, Kind.RUN, run), GraphSchema.HISTORY, RunCodec.encode(commits));
    runs.forget(slice, run);
  }

  /** Stores a piece that does not exist yet. */
  void add(GraphTransaction tx, int slice, Kind kind, int chunk, List<Commit> commits) {
    int level = kind == Kind.BASE ? Deflater.DEFAULT_COMPRESSION : Deflater.BEST_SPEED;
    addData(tx, slice, kind, chunk, CommitCodec.encode(commits, level));
  }

  void addData(GraphTransaction tx, int slice, Kind kind, int chunk, byte[] data) {
    tx.add(id(slice, kind, chunk), GraphSchema.HISTORY).property(GraphSchema.DATA, data);
  }

  /** Stores a piece of an index. */
  void addIndex(GraphTransaction tx, Slice slice, Kind kind, int chunk, byte[] entries) {
    byte[] data =
        slice.indexesAreChecked()
            ? ByteBuffer.allocate(entries.length + Integer.BYTES)
                .put(entries)
                .putInt(crc(entries, entries.length))
                .array()
            : entries;
    addData(tx, slice.number(), kind, chunk, data);
  }

  /** The entries in a piece of an index. */
  byte[] index(Slice slice, Kind kind, int chunk) {
    byte[] data = data(slice.number(), kind, chunk);
    if (!slice.indexesAreChecked()) {
      return data;
    }
    int length = data.length - Integer.BYTES;
    if (length < 0 || ByteBuffer.wrap(data).getInt(length) != crc(data, length)) {
      String name = name(slice.number(), kind, chunk);
      throw new DamagedPieceException(
          name + " is damaged: its checksum is wrong", slice.number(), kind, null);
    }
    return Arrays.copyOf(data, length);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  List<Commit> chunk(int slice, Kind kind, int chunk) {
    return decoded(slice, kind, chunk, CommitCodec::decode);
  }

  /** Visits some records of a piece in order. */
  void forEach(int slice, Kind kind, int chunk, RecordFilter filter, CommitCodec.Visitor visitor) {
    decoded(
        slice,
        kind,
        chunk,
        bytes -> {
          CommitCodec.forEach(bytes, filter, visitor);
          return chunk;
        });
  }

  /** Reads all pieces of one kind; the first that is damaged, or empty. */
  Optional<DamagedPieceException> damage(Slice slice, Kind kind) {
    try {
      switch (kind) {
        case BASE -> check(slice.baseChunks(), piece -> check(slice, piece));
        case JOURNAL, RUN ->
            check(
                slice.journalParts(),
                part -> forEachInJournal(slice, part, NOTHING, (commit, time, change) -> {}));
        case BASE_INDEX -> check(slice.baseIndexChunks(), piece -> index(slice, kind, piece));
        case JOURNAL_INDEX -> check(slice.journalIndexChunks(), piece -> index(slice, kind, piece));
        case CATALOG -> {
          // It was read when the store was opened.
        }
      }
      return Optional.empty();
    } catch (DamagedPieceException e) {
      return Optional.of(e);
    }
  }

  private static void check(int pieces, IntConsumer check) {
    IntStream.range(0, pieces).forEach(check);
  }

  private void check(Slice slice, int basePiece) {
    forEach(slice.number(), Kind.BASE, basePiece, NOTHING, (commit, time, change) -> {});
  }

  /** The commits in a part of a journal; not to be modified. */
  List<Commit> journal(Slice slice, int part) {
    return part < slice.runs()
        ? runs.get(
            slice.number(), part, () -> decoded(slice.number(), Kind.RUN, part, RunCodec::decode))
        : chunk(slice.number(), Kind.JOURNAL, piece(slice, part));
  }

  /** Visits some records of a part of a journal in order. */
  void forEachInJournal(Slice slice, int part, RecordFilter filter, CommitCodec.Visitor visitor) {
    if (part < slice.runs()) {
      decoded(
          slice.number(),
          Kind.RUN,
          part,
          bytes -> {
            RunCodec.forEach(bytes, filter, visitor);
            return part;
          });
    } else {
      forEach(slice.number(), Kind.JOURNAL, piece(slice, part), filter, visitor);
    }
  }

  /** How a part of a journal begins. */
  CommitCodec.Head head(Slice slice, int part) {
    return part < slice.runs()
        ? decoded(slice.number(), Kind.RUN, part, RunCodec::head)
        : decoded(slice.number(), Kind.JOURNAL, piece(slice, part), CommitCodec::head);
  }

  private static int piece(Slice slice, int part) {
    return slice.sealedChunks() + part - slice.runs();
  }

  private <T> T decoded(int slice, Kind kind, int chunk, Function<byte[], T> codec) {
    try {
      return codec.apply(data(slice, kind, chunk));
    } catch (CommitCodec.DamageException e) {
      throw new DamagedPieceException(
          name(slice, kind, chunk) + " is damaged: " + e.getMessage(), slice, kind, e);
    }
  }

  byte[] data(int slice, Kind kind, int chunk) {
    return database
        .read(tx -> tx.data(id(slice, kind, chunk)))
        .orElseThrow(
            () ->
                new DamagedPieceException(
                    name(slice, kind, chunk) + " is lost", slice, kind, null));
  }

  private static String name(int slice, Kind kind, int chunk) {
    String what =
        kind == Kind.RUN
            ? "journal run "
            : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " piece ";
    return what + chunk + " of time slice " + slice;
  }

  /**
   * Removes all pieces of one kind, also those that a crash left behind: pieces are added from the
   * first to the last and removed from the last to the first, so there is never a gap.
   */
  void removeChunks(int slice, Kind kind) {
    int count = database.read(tx -> count(tx, slice, kind));
    while (count > 0) {
      // Where not all is removed at once, never a gap: what is above it would not be found again.
      int from = Math.max(0, count - (database.isAtomic() ? DELETED_AT_ONCE : 1));
      int to = count;
      database.write(
          tx -> {
            for (int chunk = from; chunk < to; chunk++) {
              tx.known(id(slice, kind, chunk)).remove();
            }
            return to;
          });
      count = from;
    }
  }

  private static int count(GraphTransaction tx, int slice, Kind kind) {
    int count = 0;
    while (tx.find(id(slice, kind, count)).isPresent()) {
      count++;
    }
    return count;
  }

  void removeSlice(int slice) {
    removeChunks(slice, Kind.JOURNAL);
    removeChunks(slice, Kind.RUN);
    removeChunks(slice, Kind.BASE);
    removeChunks(slice, Kind.BASE_INDEX);
    removeChunks(slice, Kind.JOURNAL_INDEX);
    database.write(
        tx -> {
          tx.find(id(slice, Kind.CATALOG, 0)).ifPresent(vertex -> vertex.remove());
          return slice;
        });
  }

  boolean exists(int slice) {
    return slice >= 0 && database.read(tx -> tx.data(id(slice, Kind.CATALOG, 0)).isPresent());
  }

  private static long id(int slice, Kind kind, int chunk) {
    return VertexIds.history(slice, kind.code, kind.firstChunk + chunk);
  }

  private static byte[] write(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T convert(JsonNode json, Class<T> type) {
    try {
      return Json.mapper().treeToValue(json, type);
    } catch (IOException e) {
      throw new StackGraphException("the catalogue of the graph cannot be read", e);
    }
  }

  private static <T> T read(byte[] data, Class<T> type) {
    try {
      return Json.mapper().readValue(data, type);
    } catch (IOException e) {
      throw new StackGraphException("the catalogue of the graph cannot be read", e);
    }
  }
}
