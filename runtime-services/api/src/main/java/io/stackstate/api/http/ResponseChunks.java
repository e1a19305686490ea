package io.stackstate.api.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends what is written to it as chunks of a response, the next one only when the client has taken
 * the one before: memory stays bounded by one chunk whatever the size of the body. A client that
 * takes nothing for {@code patience}, or is gone, ends the writing with an {@link IOException}.
 */
final class ResponseChunks extends OutputStream {
  private static final int CHUNK = 64 << 10;

  private final HttpResponseWriter response;
  private final Duration patience;
  private final byte[] buffer = new byte[CHUNK];
  private int used;

  ResponseChunks(HttpResponseWriter response, Duration patience) {
    this.response = response;
    this.patience = patience;
  }

  @Override
  public void write(int b) throws IOException {
    if (used == CHUNK) {
      send();
    }
    buffer[used++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == CHUNK) {
        send();
      }
      int n = Math.min(left, CHUNK - used);
      System.arraycopy(bytes, from, buffer, used, n);
      used += n;
      from += n;
      left -= n;
    }
  }

  /** Sends what is left; the response itself stays open. */
  @Override
  public void close() throws IOException {
    if (used > 0) {
      send();
    }
  }

  private void send() throws IOException {
    awaitDemand();
    if (!response.tryWrite(HttpData.wrap(Arrays.copyOf(buffer, used)))) {
      throw new ClientGoneException("the client has closed the connection");
    }
    used = 0;
  }

  private void awaitDemand() throws IOException {
    try {
      response.whenConsumed().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ClientGoneException("the client took nothing for " + patience);
    } catch (ExecutionException e) {
      throw new ClientGoneException("the client has closed the connection");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is shutting down");
    }
  }

  /** The rest of the body is in vain. */
  static final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(String message) {
      super(message);
    }
  }
}
