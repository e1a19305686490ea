package io.stackstate.receiver.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static final long RECEIVED = 1_700_000_000_123L;
  private static final Limits LIMITS = new Limits(100_000, 1 << 20, 200, false);
  private static final Memory UNLIMITED =
      new Memory() {
        @Override
        public void reserve(int bytes) {
          assertThat(bytes).isPositive();
        }

        @Override
        public void release(long bytes) {
          assertThat(bytes).isNotNegative();
        }
      };

  @Test
  void writesExactlyWhatJacksonWritesForTheRecord() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      String id = text(random);
      ObjectNode data = tree(random, 4);
      ObjectNode properties = tree(random, 3);
      ObjectNode component = Json.mapper().createObjectNode();
      component.set("data", data);
      component.put("externalId", id);
      component.putObject("type").put("name", "t\"ype");
      component.set("sourceProperties", properties);
      String pretty = component.toPrettyString();
      List<OutgoingRecord> records =
          read(
              "{\"internalHostname\":\"h\\\"x\",\"topologies\":[{\"instance\":{\"type\":\"t\","
                  + "\"url\":\"u\"},\"components\":["
                  + pretty
                  + "]}]}");
      TopologyElement expected =
          new TopologyElement(
              new TopologyPayload.Component(id, "t\"ype", data.toString(), properties.toString()),
              "h\"x",
              RECEIVED,
              RECEIVED);
      assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8))
          .isEqualTo(Json.mapper().writeValueAsString(expected));
      assertThat(records.get(0).key()).isEqualTo(id.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void writesRelationsDeletesAndMarkersAsJacksonDoes() throws Exception {
    List<OutgoingRecord> records =
        read(
            """
            {"internalHostname":"h","topologies":[{"instance":{"type":"t","url":"u"},
              "start_snapshot":true,"stop_snapshot":true,"delete_ids":["d"],"relations":[
              {"externalId":"r","sourceId":"a","targetId":"b","type":{"name":"n"}}]}]}""");
    List<TopologyPayload> payloads =
        List.of(
            new TopologyPayload.StartSnapshot(null),
            new TopologyPayload.Relation("r", "a", "b", "n", "{}", null),
            new TopologyPayload.Delete("d"),
            new TopologyPayload.StopSnapshot(null));
    assertThat(records).hasSameSizeAs(payloads);
    for (int i = 0; i < payloads.size(); i++) {
      TopologyElement expected = new TopologyElement(payloads.get(i), "h", RECEIVED, RECEIVED);
      assertThat(new String(records.get(i).value(), StandardCharsets.UTF_8))
          .isEqualTo(Json.mapper().writeValueAsString(expected));
    }
  }

  @Test
  void readsTheSameInWhateverPiecesTheBodyComes() throws Exception {
    String message =
        "{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"t\",\"url\":\"u\"},"
            + "\"components\":[{\"externalId\":\"a\",\"type\":{\"name\":\"t\"},\"data\":"
            + tree(new Random(3), 5)
            + "}]}]}";
    byte[] whole = read(message).get(0).value();
    for (int size = 1; size < 40; size++) {
      int piece = size;
      Body pieces = () -> new Pieces(message.getBytes(StandardCharsets.UTF_8), piece);
      assertThat(read(pieces).get(0).value()).isEqualTo(whole);
    }
  }

  @Test
  void givesBackTheMemoryOfAMessageThatIsRefused() {
    long[] held = new long[1];
    Memory memory =
        new Memory() {
          @Override
          public void reserve(int bytes) {
            held[0] += bytes;
          }

          @Override
          public void release(long bytes) {
            held[0] -= bytes;
          }
        };
    String metric = "[\"m\",1,1,{}]";
    String message = "{\"metrics\":[" + metric + ("," + metric).repeat(999) + "]}";
    assertThatThrownBy(
            () -> new MessageReader(LIMITS).read(body(message), Format.INTAKE, RECEIVED, memory))
        .isInstanceOf(IntakeFault.class)
        .satisfies(e -> assertThat(((IntakeFault) e).path()).isEqualTo("internalHostname"));
    assertThat(held[0]).isZero();
  }

  @Test
  void knowsTheKeyOfTheBodyEvenWhenTheMessageIsAtFault() {
    assertThatThrownBy(() -> read("{\"apiKey\":\"k\",\"metrics\":[[1,}"))
        .isInstanceOf(IntakeFault.class)
        .satisfies(e -> assertThat(((IntakeFault) e).apiKey()).isEqualTo("k"));
  }

  private static List<OutgoingRecord> read(String message) throws IOException, IntakeFault {
    return read(body(message));
  }

  private static List<OutgoingRecord> read(Body body) throws IOException, IntakeFault {
    Message message = new MessageReader(LIMITS).read(body, Format.INTAKE, RECEIVED, UNLIMITED);
    assertThat(message.rejections().first()).isEmpty();
    List<OutgoingRecord> records = new ArrayList<>();
    message.deliver(draft -> records.add(draft.complete(message.envelope())));
    return records;
  }

  private static Body body(String message) {
    return () -> new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode tree(Random random, int depth) {
    ObjectNode node = Json.mapper().createObjectNode();
    for (int i = random.nextInt(5); i >= 0; i--) {
      node.set(text(random), value(random, depth));
    }
    return node;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> nodes.textNode(text(random));
      case 1 -> nodes.numberNode(random.nextInt());
      case 2 -> nodes.numberNode(random.nextDouble());
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.nullNode();
      case 5 -> nodes.arrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
      default -> tree(random, depth - 1);
    };
  }

  /** Any characters of the basic plane that are no surrogates, control characters among them. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xD800)));
    }
    return text.toString();
  }

  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int piece;
    private int position;

    Pieces(byte[] bytes, int piece) {
      this.bytes = bytes;
      this.piece = piece;
    }

    @Override
    public int read() {
      return position == bytes.length ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == bytes.length) {
        return -1;
      }
      int n = Math.min(Math.min(piece, length), bytes.length - position);
      System.arraycopy(bytes, position, target, offset, n);
      position += n;
      return n;
    }
  }
}
