package io.stackstate.stackgraph.settings;

import com.fasterxml.jackson.databind.JavaType;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsVersion;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphVertex;

/**
 * The vertex of a settings node: its properties are the present, its data the past. Vertices that
 * older programs made have no data: they have no past.
 */
final class SettingVertex {
  private SettingVertex() {}

  /** The data of a vertex. */
  private record Past(long sinceMillis, List<SettingsVersion> previous) {}

  static SettingsNode node(JanusGraphVertex vertex) {
    return new SettingsNode(
        vertex.<Long>value(GraphSchema.NODE_ID),
        vertex.value(GraphSchema.NODE_TYPE),
        vertex.<String>property(GraphSchema.IDENTIFIER).orElse(null),
        vertex.value(GraphSchema.NAME),
        vertex.value(GraphSchema.JSON),
        vertex.<Long>value(GraphSchema.LAST_UPDATE));
  }

  static boolean isDeleted(JanusGraphVertex vertex) {
    return SettingRecord.DELETED.equals(vertex.<String>value(GraphSchema.NODE_TYPE));
  }

  static Optional<SettingRecord> find(GraphTransaction tx, long id) {
    return tx.find(VertexIds.setting(id)).map(SettingVertex::read);
  }

  static SettingRecord read(JanusGraphVertex vertex) {
    SettingsNode node = node(vertex);
    byte[] data = vertex.<byte[]>property(GraphSchema.DATA).orElse(null);
    if (data == null) {
      return new SettingRecord(node, node.lastUpdateMillis(), List.of());
    }
    Past past = Packed.read(data, Json.mapper().constructType(Past.class));
    return new SettingRecord(node, past.sinceMillis(), past.previous());
  }

  static void store(GraphTransaction tx, SettingRecord setting) {
    long id = VertexIds.setting(setting.node().id());
    fill(tx.find(id).orElseGet(() -> tx.add(id, GraphSchema.SETTING)), setting);
  }

  /** A node that has no vertex yet. */
  static void add(GraphTransaction tx, SettingRecord setting) {
    fill(tx.add(VertexIds.setting(setting.node().id()), GraphSchema.SETTING), setting);
  }

  private static void fill(JanusGraphVertex vertex, SettingRecord setting) {
    SettingsNode node = setting.node();
    set(vertex, GraphSchema.NODE_ID, node.id());
    set(vertex, GraphSchema.NODE_TYPE, node.type());
    set(vertex, GraphSchema.IDENTIFIER, node.identifier());
    set(vertex, GraphSchema.NAME, node.name());
    set(vertex, GraphSchema.JSON, node.json());
    set(vertex, GraphSchema.LAST_UPDATE, node.lastUpdateMillis());
    set(
        vertex,
        GraphSchema.DATA,
        Packed.write(new Past(setting.sinceMillis(), setting.previous())));
  }

  static void remove(GraphTransaction tx, long id) {
    tx.known(VertexIds.setting(id)).remove();
  }

  private static void set(JanusGraphVertex vertex, String key, Object value) {
    if (value == null) {
      vertex.properties(key).forEachRemaining(VertexProperty::remove);
    } else {
      vertex.property(VertexProperty.Cardinality.single, key, value);
    }
  }

  /** JSON, compressed: versions of a node differ little. */
  static final class Packed {
    private Packed() {}

    static byte[] write(Object value) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(Json.mapper().writeValueAsBytes(value));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, JavaType type) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return Json.mapper().readValue(in, type);
      } catch (IOException e) {
        throw new StackGraphException("a setting of the graph cannot be read", e);
      }
    }
  }
}
