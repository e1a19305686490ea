package io.stackstate.api.stackpacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.provision.ArchiveStore;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploaded archives in StackGraph, so that they are where the settings are, on whatever store: in
 * pieces that any store takes, and a record that names the pieces, which is written last.
 * Thread-safe.
 */
public final class GraphArchives implements ArchiveStore {
  private static final Logger LOG = LoggerFactory.getLogger(GraphArchives.class);
  private static final String TYPE = SettingsStore.INTERNAL + "StackPackArchive";
  private static final String PIECE = SettingsStore.INTERNAL + "StackPackPiece";
  private static final int PIECE_BYTES = 512 * 1024;

  private final SettingsStore store;
  private final InstantSource clock;

  public GraphArchives(SettingsStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param pieces ids of the nodes that hold the bytes, in order
   */
  private record Record(String fileName, String sha256, List<Long> pieces) {}

  @Override
  public List<Stored> all() {
    List<Stored> archives = new ArrayList<>();
    for (SettingsNode node : store.list(TYPE)) {
      Record record = read(node);
      Optional<byte[]> bytes = bytes(record);
      if (bytes.isPresent()) {
        archives.add(new Stored(record.fileName(), bytes.get()));
      } else {
        LOG.error("StackPack {} is damaged; upload it again", record.fileName());
      }
    }
    return archives;
  }

  @Override
  public synchronized void put(String pack, SemVer version, Stored archive) {
    long id = ElementId.of(TYPE, pack, version.toString());
    String sha256 = sha256(archive.archive());
    Optional<Record> before = store.get(id).map(GraphArchives::read);
    Record record = new Record(archive.fileName(), sha256, pieces(id, sha256, archive.archive()));
    store.commit(
        List.of(new SettingsNode(id, TYPE, null, pack, write(record), clock.millis())),
        before.map(Record::pieces).orElse(List.of()).stream()
            .filter(piece -> !record.pieces().contains(piece))
            .toList());
  }

  /** Stores the bytes; what a crash left of an earlier attempt is stored again. */
  private List<Long> pieces(long archive, String sha256, byte[] bytes) {
    List<Long> ids = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE_BYTES));
      long id = ElementId.of(PIECE, Long.toString(archive), sha256, Integer.toString(ids.size()));
      String text = Base64.getEncoder().encodeToString(piece);
      store.put(new SettingsNode(id, PIECE, null, "", '"' + text + '"', clock.millis()));
      ids.add(id);
    }
    return ids;
  }

  private Optional<byte[]> bytes(Record record) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (long id : record.pieces()) {
      store
          .get(id)
          .map(SettingsNode::json)
          .map(json -> Base64.getDecoder().decode(json.substring(1, json.length() - 1)))
          .ifPresent(all::writeBytes);
    }
    byte[] bytes = all.toByteArray();
    return sha256(bytes).equals(record.sha256()) ? Optional.of(bytes) : Optional.empty();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Record read(SettingsNode node) {
    try {
      return Json.mapper().readValue(node.json(), Record.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("StackPack archive " + node.id() + " cannot be read", e);
    }
  }

  private static String write(Record record) {
    try {
      return Json.mapper().writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
