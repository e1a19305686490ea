package io.stackstate.automation.output.http;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates and keys as text, and the context of TLS that they make. Equal material makes equal
 * records; {@link #toString} tells none of it.
 *
 * @param extraCa PEM of authorities that the administrator trusts, or empty
 */
record TlsMaterial(
    Optional<String> extraCa,
    Optional<String> ca,
    Optional<String> certificate,
    Optional<String> key,
    boolean verify) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END ");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final char[] NO_PASSWORD = new char[0];

  static TlsMaterial read(TlsSettings tls, Optional<String> extraCa, ReadSecrets secrets) {
    return new TlsMaterial(
        extraCa,
        tls.ca().map(secrets::read),
        tls.certificate().map(secrets::read),
        tls.key().map(secrets::read),
        tls.verify());
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw DeliveryFailure.refused(
          FailureCategory.TLS,
          "certificates or key: found what cannot be used, expected matching PEM ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (key.isEmpty() || certificate.isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        privateKey(key.get()),
        NO_PASSWORD,
        certificates(certificate.get()).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException {
    if (!verify) {
      return new TrustManager[] {new TrustAll()};
    }
    KeyStore store = empty();
    int count = 0;
    for (X509Certificate usual : usual()) {
      store.setCertificateEntry("usual" + count++, usual);
    }
    for (String pem : List.of(extraCa.orElse(""), ca.orElse(""))) {
      if (!pem.isBlank()) {
        for (Certificate extra : certificates(pem)) {
          store.setCertificateEntry("extra" + count++, extra);
        }
      }
    }
    return factory(store).getTrustManagers();
  }

  private static List<X509Certificate> usual() throws GeneralSecurityException {
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    Collection<? extends Certificate> read =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (read.isEmpty()) {
      throw new GeneralSecurityException("found no certificate");
    }
    return read;
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find() || !matcher.group(1).isEmpty()) {
      throw DeliveryFailure.refused(
          FailureCategory.TLS,
          "keySecretRef: found no PKCS #8 key, expected one"
              + " (openssl pkcs8 -topk8 -nocrypt -in key.pem)");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(2)));
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> read = privateKey(algorithm, spec);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new GeneralSecurityException("found a key of none of " + ALGORITHMS);
  }

  private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "TlsMaterial";
  }
}
