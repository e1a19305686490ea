package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature of a body: HMAC-SHA256, in hexadecimal, over {@code <timestamp>:<body>}, where the time
 * stamp is the one of its header, in seconds.
 */
public record Hmac(SecretRef secret, String header, String timestampHeader) {

  /** What the header of the signature must say. */
  public static String sign(String key, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
