package io.stackstate.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the body of one response while it is being sent. A body that breaks off leaves a response
 * that is visibly incomplete.
 *
 * @param lines whether there are several values, each on a line
 */
record BodySender(JsonBody body, Runnable done, boolean lines, boolean gzip) {
  private static final Logger LOG = LoggerFactory.getLogger(BodySender.class);
  private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER = 1 << 13;

  static BodySender ofValue(JsonBody body, Runnable done) {
    return new BodySender(body, done, false, false);
  }

  static BodySender ofLines(JsonBody body, Runnable done, boolean gzip) {
    return new BodySender(body, done, true, gzip);
  }

  /** Nothing will be sent. */
  void giveUp() {
    done.run();
  }

  /** Sends all of it; blocks as long as the client does not read. */
  void send(HttpResponseWriter response) {
    try {
      OutputStream bytes = new ResponseChunks(response, CLIENT_PATIENCE);
      JsonGenerator out = JsonBody.generator(gzip ? new GZIPOutputStream(bytes, BUFFER) : bytes);
      if (lines) {
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      }
      body.write(out);
      if (lines) {
        out.writeRaw('\n');
      }
      // Not in a finally: closing would complete a half-written body to valid JSON.
      out.close();
      response.close();
    } catch (ResponseChunks.ClientGoneException e) {
      LOG.debug("An answer was not sent to its end: {}", e.getMessage());
      response.close(e);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("An answer broke off while it was written", e);
      response.close(e);
    } finally {
      done.run();
    }
  }
}
