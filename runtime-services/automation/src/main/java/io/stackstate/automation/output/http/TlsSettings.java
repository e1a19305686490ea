package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import java.util.Optional;

/**
 * Encryption of an output.
 *
 * @param ca certificates (PEM) trusted besides the usual ones
 * @param certificate of the client (PEM, its chain after it), with {@code key}
 * @param key of the client (PKCS #8 PEM, not encrypted)
 * @param verify whether receiver's certificate and name are checked
 * @param minVersion {@code TLSv1.2} or {@code TLSv1.3}
 */
public record TlsSettings(
    Optional<SecretRef> ca,
    Optional<SecretRef> certificate,
    Optional<SecretRef> key,
    boolean verify,
    String minVersion) {}
