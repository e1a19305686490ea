package io.stackstate.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to spoil a valid message. Deterministic for a seed. */
final class Mutations {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> WRONG_VALUES =
      List.of(
          "null", "true", "-1", "1.5e300", "\"text\"", "\"\"", "[]", "[[],{}]", "{}", "{\"a\":{}}");
  private static final byte[] TRICKY =
      "{}[]\",:\\\u0000\u0001 \n0-+.eEntfuNI\u007f".getBytes(StandardCharsets.ISO_8859_1);

  private final byte[] valid;
  private final Random random;

  Mutations(String valid, long seed) {
    this.valid = valid.getBytes(StandardCharsets.UTF_8);
    random = new Random(seed);
  }

  /** Every value of the message replaced by every wrong value. */
  List<byte[]> wrongTypesEverywhere() {
    List<byte[]> spoiled = new ArrayList<>();
    for (String wrong : WRONG_VALUES) {
      int places = new Places(Integer.MAX_VALUE, null).visit(read());
      for (int place = 0; place < places; place++) {
        JsonNode root = read();
        new Places(place, parse(wrong)).visit(root);
        spoiled.add(root.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return spoiled;
  }

  /** The message cut at a random place. */
  byte[] truncated() {
    return Arrays.copyOf(valid, random.nextInt(valid.length));
  }

  /** Some bytes replaced by tricky or by any others. */
  byte[] flipped() {
    byte[] bytes = valid.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean() ? TRICKY[random.nextInt(TRICKY.length)] : (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** A piece of the message taken out or doubled. */
  byte[] spliced() {
    int from = random.nextInt(valid.length);
    int to = from + random.nextInt(Math.min(40, valid.length - from) + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean doubled = random.nextBoolean();
    out.write(valid, 0, doubled ? to : from);
    out.write(valid, doubled ? from : to, valid.length - (doubled ? from : to));
    return out.toByteArray();
  }

  byte[] noise() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The message in another encoding than UTF-8. */
  byte[] otherEncoding() {
    String text = new String(valid, StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16);
      case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 2 -> text.getBytes(StandardCharsets.UTF_16BE);
      default -> text.getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private JsonNode read() {
    return parse(new String(valid, StandardCharsets.UTF_8));
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static final class Places {
    private final int wanted;
    private final JsonNode replacement;
    private int count;

    Places(int wanted, JsonNode replacement) {
      this.wanted = wanted;
      this.replacement = replacement;
    }

    int visit(JsonNode node) {
      if (node instanceof ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          JsonNode child = object.get(name);
          if (count++ == wanted) {
            object.set(name, replacement);
          } else {
            visit(child);
          }
        }
      } else if (node instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          JsonNode child = array.get(i);
          if (count++ == wanted) {
            array.set(i, replacement);
          } else {
            visit(child);
          }
        }
      }
      return count;
    }
  }
}
