package io.stackstate.operator.packages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A package as its source has it.
 *
 * @param fileName ends with {@code .sts}
 * @param revision by which the source tells one package from another
 */
public record FetchedPackage(String fileName, byte[] bytes, String revision) {
  /** SHA-256 in hexadecimal digits. */
  public String digest() {
    return sha256(bytes);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Not the bytes. */
  @Override
  public String toString() {
    return fileName + "@" + revision;
  }
}
