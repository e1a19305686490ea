package io.stackstate.stackpacks.provision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts that nobody may read where they are stored: AES-256-GCM, a new nonce each. A sealed
 * text is bound to its owner, so that whoever can copy it elsewhere cannot have it opened there.
 * Thread-safe.
 */
public final class SecretBox {
  /** Where the key comes from. */
  public static final String SETTING = "stackstate.stackpacks.secretKey";

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern SEALED = Pattern.compile("\\{sealed:1:([A-Za-z0-9+/=]+)}");

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  private SecretBox(SecretKey key) {
    this.key = key;
  }

  /**
   * @param hexKey 64 hexadecimal digits; empty when there is none, so that nothing can be sealed
   * @throws IllegalArgumentException for anything else, without showing it
   */
  public static SecretBox of(String hexKey) {
    if (hexKey.isEmpty()) {
      return new SecretBox(null);
    }
    if (!hexKey.matches("[0-9a-fA-F]{" + 2 * KEY_BYTES + "}")) {
      throw new IllegalArgumentException(
          "%s: found %d characters, expected %d hexadecimal digits"
              .formatted(SETTING, hexKey.length(), 2 * KEY_BYTES));
    }
    return new SecretBox(new SecretKeySpec(HexFormat.of().parseHex(hexKey), "AES"));
  }

  public static boolean isSealed(String text) {
    return text != null && SEALED.matcher(text).matches();
  }

  /**
   * @throws IllegalStateException when there is no key
   */
  public String seal(String text, String owner) {
    return "{sealed:1:" + Base64.getEncoder().encodeToString(sealed(text, owner)) + "}";
  }

  /** Whether there is a key, so that something can be sealed. */
  public boolean hasKey() {
    return key != null;
  }

  /** Seals likewise, into a text that can stand in a URL. */
  public String token(String text, String owner) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(text, owner));
  }

  /**
   * The text of a token; empty when it was not made here, for this owner.
   *
   * @throws IllegalStateException when there is no key
   */
  public Optional<String> openToken(String token, String owner) {
    if (!hasKey()) {
      throw new IllegalStateException(SETTING + ": missing, expected a key");
    }
    try {
      return Optional.of(opened(Base64.getUrlDecoder().decode(token), owner));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalStateException when there is no key, or when it was sealed with another key, or
   *     for another owner
   */
  public String open(String sealed, String owner) {
    Matcher matcher = SEALED.matcher(sealed);
    if (!matcher.matches()) {
      throw new IllegalStateException("found a text that was never sealed");
    }
    return opened(Base64.getDecoder().decode(matcher.group(1)), owner);
  }

  /** The nonce, then the text encrypted with it. */
  private byte[] sealed(String text, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), owner);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  private String opened(byte[] all, String owner) {
    if (all.length < NONCE_BYTES) {
      throw new IllegalStateException("a sealed text is cut short");
    }
    byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
    byte[] rest = java.util.Arrays.copyOfRange(all, NONCE_BYTES, all.length);
    return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, owner), StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] text, String owner) {
    if (key == null) {
      throw new IllegalStateException(
          SETTING
              + ": missing, expected "
              + 2 * KEY_BYTES
              + " hexadecimal digits, to keep"
              + " passwords with");
    }
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a password cannot be opened: it was sealed with another key than " + SETTING, e);
    }
  }

  @Override
  public String toString() {
    return key == null ? "SecretBox without key" : "SecretBox";
  }
}
