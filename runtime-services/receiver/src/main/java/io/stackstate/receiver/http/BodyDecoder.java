package io.stackstate.receiver.http;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.stackstate.receiver.intake.Body;
import io.stackstate.receiver.intake.MessageTooLarge;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes {@code Content-Encoding} (intake sheet, section 4.1): identity, gzip, zstd, and deflate
 * with or without its zlib header. The size is counted while decoding, so a bomb stops early.
 */
final class BodyDecoder {
  private static final int BUFFER = 32 << 10;

  /** 16 MiB: what every encoder level but the extreme ones stays below. */
  private static final int ZSTD_MAX_WINDOW_LOG = 24;

  /** The method in the header of RFC 1950. */
  private static final int Z_DEFLATED = 8;

  private final long maxDecodedBytes;

  BodyDecoder(long maxDecodedBytes) {
    this.maxDecodedBytes = maxDecodedBytes;
  }

  /** A coding that the receiver does not know. */
  static final class UnknownCoding extends Exception {
    UnknownCoding(String coding) {
      super(
          "Content-Encoding '"
              + coding
              + "' is not supported; use identity, gzip, deflate or zstd");
    }
  }

  /**
   * @param contentEncoding the header; null or empty means identity
   */
  Body decode(Chunks wire, String contentEncoding) throws UnknownCoding {
    String coding = coding(contentEncoding);
    return () -> new Counted(open(wire.open(), coding), maxDecodedBytes);
  }

  private static String coding(String contentEncoding) throws UnknownCoding {
    String coding = contentEncoding == null ? "" : contentEncoding.trim().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> "identity";
      case "gzip", "x-gzip" -> "gzip";
      case "deflate", "zstd" -> coding;
      default -> throw new UnknownCoding(coding);
    };
  }

  private static InputStream open(InputStream in, String coding) throws IOException {
    return switch (coding) {
      case "identity" -> in;
      case "gzip" -> new GZIPInputStream(in, BUFFER);
      case "zstd" ->
          new ZstdInputStreamNoFinalizer(in, RecyclingBufferPool.INSTANCE)
              .setLongMax(ZSTD_MAX_WINDOW_LOG);
      default -> inflating(new BufferedInputStream(in, BUFFER));
    };
  }

  private static InputStream inflating(InputStream in) throws IOException {
    in.mark(2);
    int method = in.read();
    int check = in.read();
    in.reset();
    boolean zlib = (method & 0x0f) == Z_DEFLATED && ((method << 8) | check) % 31 == 0;
    return new Inflating(in, new Inflater(!zlib));
  }

  /** Frees the native memory of an inflater that was made by us. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in, Inflater inflater) {
      super(in, inflater, BUFFER);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  private static final class Counted extends FilterInputStream {
    private final long max;
    private long count;

    Counted(InputStream in, long max) {
      super(in);
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      if (n > 0) {
        count += n;
        if (count > max) {
          throw new MessageTooLarge("the decoded body is larger than " + max + " bytes");
        }
      }
      return n;
    }
  }
}
