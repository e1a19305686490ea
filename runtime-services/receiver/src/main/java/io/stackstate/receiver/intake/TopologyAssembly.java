package io.stackstate.receiver.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings one entry of {@code topologies} into the order start, components, relations, deletes, stop
 * (intake sheet, section 6.2), whatever the order of its fields in the JSON. When the header is
 * known from a first reading and the fields stand in order, elements pass straight through.
 */
final class TopologyAssembly {
  private final Elements elements;
  private final Header known;
  private final List<Element> components = new ArrayList<>();
  private final List<Element> relations = new ArrayList<>();
  private final List<Element> deletes = new ArrayList<>();

  /**
   * @param ordered whether the fields stand in the order in which elements are written
   */
  record Header(Instance instance, boolean start, boolean stop, boolean ordered) {}

  private record Element(Kind kind, String path, byte[] key, byte[] payload) {}

  TopologyAssembly(Elements elements, Header known) {
    this.elements = elements;
    this.known = known;
  }

  void begin(String path) throws IOException {
    if (known != null && known.start()) {
      emitMarker(known.instance(), path, PayloadWriter.START);
    }
  }

  void add(Kind kind, String path, byte[] key, byte[] payload) throws IOException {
    elements.charge(key.length + payload.length + TopologyDraft.OVERHEAD);
    if (known != null) {
      elements.accept(new TopologyDraft(kind, path, known.instance(), key, payload));
    } else if (elements.wanted()) {
      listOf(kind).add(new Element(kind, path, key, payload));
    } else {
      List.of(components, relations, deletes).forEach(List::clear);
    }
  }

  void end(Header header, String path) throws IOException {
    if (known == null && header.start()) {
      emitMarker(header.instance(), path, PayloadWriter.START);
    }
    for (List<Element> list : List.of(components, relations, deletes)) {
      for (Element e : list) {
        elements.accept(
            new TopologyDraft(e.kind(), e.path(), header.instance(), e.key(), e.payload()));
      }
    }
    if (header.stop()) {
      emitMarker(header.instance(), path, PayloadWriter.STOP);
    }
  }

  private void emitMarker(Instance instance, String path, byte[] payload) throws IOException {
    elements.charge(payload.length + TopologyDraft.OVERHEAD);
    elements.accept(
        new TopologyDraft(Kind.SNAPSHOT_MARKER, path, instance, instance.key(), payload));
  }

  private List<Element> listOf(Kind kind) {
    return switch (kind) {
      case COMPONENT -> components;
      case RELATION -> relations;
      default -> deletes;
    };
  }
}
