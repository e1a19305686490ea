package io.stackstate.stackgraph.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Where the catalogue and the pieces of history stand in the graph. */
final class SliceStore {
  private static final int DELETED_AT_ONCE = 200;
  private static final String NEWEST = "newest";

  /**
   * The vertices of a slice: what the catalogue says, the two kinds of pieces, and the indexes of
   * both, which share a range of vertex ids.
   */
  enum Kind {
    CATALOG(0, 0),
    JOURNAL(1, 0),
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

  SliceStore(GraphDatabase database) {
    this.database = database;
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
            throw new StackGraphException(
                "the graph has layout version "
                    + root.schema()
                    + ", made by a newer program; this one knows "
                    + GraphSchema.VERSION);
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
    tx.putData(id(slice, kind, chunk), GraphSchema.HISTORY, CommitCodec.encode(commits));
  }

  /** Stores a piece that does not exist yet. */
  void add(GraphTransaction tx, int slice, Kind kind, int chunk, List<Commit> commits) {
    addData(tx, slice, kind, chunk, CommitCodec.encode(commits));
  }

  void addData(GraphTransaction tx, int slice, Kind kind, int chunk, byte[] data) {
    tx.add(id(slice, kind, chunk), GraphSchema.HISTORY).property(GraphSchema.DATA, data);
  }

  List<Commit> chunk(int slice, Kind kind, int chunk) {
    return decoded(slice, kind, chunk, CommitCodec::decode);
  }

  /** Visits some records of a piece in order. */
  void forEach(
      int slice, Kind kind, int chunk, CommitCodec.KeyFilter filter, CommitCodec.Visitor visitor) {
    decoded(
        slice,
        kind,
        chunk,
        bytes -> {
          CommitCodec.forEach(bytes, filter, visitor);
          return chunk;
        });
  }

  /** Reads all pieces of a base or a journal; the first that is damaged, or empty. */
  Optional<DamagedPieceException> damage(Slice slice, Kind kind) {
    int chunks = kind == Kind.BASE ? slice.baseChunks() : slice.journalChunks();
    try {
      for (int chunk = 0; chunk < chunks; chunk++) {
        forEach(slice.number(), kind, chunk, (aspect, id) -> false, (commit, time, change) -> {});
      }
      return Optional.empty();
    } catch (DamagedPieceException e) {
      return Optional.of(e);
    }
  }

  /** The time of the first commit in a piece. */
  long firstMillis(int slice, Kind kind, int chunk) {
    return decoded(slice, kind, chunk, CommitCodec::firstMillis);
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
    return kind.name().toLowerCase(Locale.ROOT) + " piece " + chunk + " of time slice " + slice;
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
