package io.stackstate.api.topics;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topics.TopicMessages.Message;
import io.stackstate.api.topics.TopicMessages.UnavailableException;
import io.stackstate.model.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * {@code /api/topic}: what stands on the Kafka topics of the product (REST sheet, section 7.2). A
 * value that is no JSON object is wrapped as {@code {"Text": ...}} or {@code {"Bytes": base64}}, a
 * tombstone is an empty object: clients expect an object.
 */
public final class TopicResource {
  private static final int DEFAULT_LIMIT = 10;

  private final TopicMessages topics;
  private final int maxMessages;
  private final Semaphore readers;

  public TopicResource(TopicMessages topics, int maxMessages, int maxReaders) {
    this.topics = topics;
    this.maxMessages = maxMessages;
    this.readers = new Semaphore(maxReaders);
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.ACCESS_TOPIC_DATA, "/api/topic", this::list)
        .get(Permission.ACCESS_TOPIC_DATA, "/api/topic/{topic}", this::describe);
  }

  private Answer list(Call call) throws InterruptedException {
    List<String> names = names();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (String name : names) {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private Answer describe(Call call) throws InterruptedException {
    String topic = call.path("topic");
    TopicMessages.Request request =
        new TopicMessages.Request(
            topic,
            (int)
                Math.min(
                    call.longParam("limit", 1, Integer.MAX_VALUE).orElse(DEFAULT_LIMIT),
                    maxMessages),
            call.longParam("offset", 0, Long.MAX_VALUE),
            partition(call.longParam("partition", 0, Integer.MAX_VALUE)));
    if (!names().contains(topic)) {
      throw ApiException.of(404, "topic " + topic + " does not exist");
    }
    List<Message> messages = read(request);
    return Answer.stream(out -> write(out, messages));
  }

  private List<Message> read(TopicMessages.Request request) throws InterruptedException {
    if (!readers.tryAcquire()) {
      throw ApiException.of(503, "too many topics are being read; try again later");
    }
    try {
      return topics.read(request);
    } catch (UnavailableException e) {
      throw ApiException.of(503, e.getMessage());
    } finally {
      readers.release();
    }
  }

  private List<String> names() throws InterruptedException {
    try {
      return topics.names().stream().filter(TopicResource::isOurs).sorted().toList();
    } catch (UnavailableException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  private static boolean isOurs(String topic) {
    return topic.startsWith("sts_") || topic.startsWith("stackgraph_");
  }

  private static OptionalInt partition(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  static void write(JsonGenerator out, List<Message> messages) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("messages");
    for (Message message : messages) {
      out.writeStartObject();
      out.writeStringField("key", message.key() == null ? "" : message.key());
      out.writeNumberField("partition", message.partition());
      out.writeNumberField("offset", message.offset());
      out.writeFieldName("message");
      writeValue(out, message.value());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeValue(JsonGenerator out, byte[] value) throws IOException {
    JsonToken start = value == null ? null : start(value);
    if (start == JsonToken.START_OBJECT) {
      try (JsonParser in = Json.mapper().createParser(value)) {
        in.nextToken();
        out.copyCurrentStructure(in);
      }
      return;
    }
    out.writeStartObject();
    if (start != null) {
      out.writeStringField("Text", new String(value, java.nio.charset.StandardCharsets.UTF_8));
    } else if (value != null) {
      out.writeStringField("Bytes", Base64.getEncoder().encodeToString(value));
    }
    out.writeEndObject();
  }

  /** The first token of a value that is JSON to its end; null when it is not. */
  private static JsonToken start(byte[] value) throws IOException {
    try (JsonParser in = Json.mapper().createParser(value)) {
      JsonToken first = in.nextToken();
      in.skipChildren();
      return in.nextToken() == null ? first : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
