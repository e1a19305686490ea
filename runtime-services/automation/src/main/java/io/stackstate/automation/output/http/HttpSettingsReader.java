package io.stackstate.automation.output.http;

import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.OutputTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields of {@link HttpSettings} out of the object of an output's kind. */
public final class HttpSettingsReader {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
  private static final int MIN_BODY = 1024;
  private static final int DEFAULT_BODY = 256 * 1024;
  private static final int MAX_BODY = 4 * 1024 * 1024;
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i).*(authorization|cookie|token|secret|password|api-?key).*");
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "te", "upgrade");

  private final Optional<ProxySettings> usualProxy;

  /**
   * @param usualProxy for outputs that set none
   */
  public HttpSettingsReader(Optional<ProxySettings> usualProxy) {
    this.usualProxy = usualProxy;
  }

  /** Also reads {@code auth} and {@code hmac}, which are for protocols that have no own. */
  public HttpSettings read(SpecReader spec) {
    return read(spec, auth(spec), hmac(spec));
  }

  /** Where the protocol fixes the credentials. */
  public HttpSettings read(SpecReader spec, Auth auth) {
    return read(spec, auth, Optional.empty());
  }

  private HttpSettings read(SpecReader spec, Auth auth, Optional<Hmac> hmac) {
    return new HttpSettings(
        spec.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, DEFAULT_TIMEOUT),
        spec.number("maxBodyBytes", MIN_BODY, MAX_BODY, DEFAULT_BODY),
        headers(spec),
        secretHeaders(spec),
        auth,
        hmac,
        tls(spec),
        proxy(spec));
  }

  private static Map<String, OutputTemplate> headers(SpecReader spec) {
    Map<String, OutputTemplate> read = new LinkedHashMap<>();
    spec.map("headers")
        .forEach(
            (name, value) -> {
              String field = "headers." + name;
              if (SECRET_HEADER.matcher(name).matches()) {
                spec.finding(field, "a plain secret (not shown)", "it in secretHeaders");
              } else if (headerIsGood(spec, field, name)) {
                OutputTemplate.read(spec, field, value).ifPresent(t -> read.put(name, t));
              }
            });
    return read;
  }

  private static Map<String, SecretRef> secretHeaders(SpecReader spec) {
    Map<String, SecretRef> read = spec.secrets("secretHeaders");
    read.keySet().removeIf(name -> !headerIsGood(spec, "secretHeaders." + name, name));
    return read;
  }

  private static boolean headerIsGood(SpecReader spec, String field, String name) {
    if (!HEADER.matcher(name).matches()) {
      spec.finding(field, "\"" + name + "\"", "the name of a header");
      return false;
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      spec.finding(field, "\"" + name + "\"", "a header that the client does not set itself");
      return false;
    }
    return true;
  }

  private static Auth auth(SpecReader spec) {
    Optional<SpecReader> auth = spec.object("auth");
    if (auth.isEmpty()) {
      return new Auth.None();
    }
    SpecReader kinds = auth.get();
    Optional<Auth> basic = kinds.object("basic").map(HttpSettingsReader::basic);
    Optional<Auth> bearer = kinds.object("bearer").map(HttpSettingsReader::bearer);
    Optional<Auth> oauth2 = kinds.object("oauth2").map(HttpSettingsReader::oauth2);
    kinds.end();
    List<Auth> all = List.of(basic, bearer, oauth2).stream().flatMap(Optional::stream).toList();
    if (all.size() != 1) {
      spec.finding("auth", all.size() + " of them", "one of basic, bearer, oauth2");
      return new Auth.None();
    }
    return all.get(0);
  }

  private static Auth basic(SpecReader spec) {
    Auth read =
        new Auth.Basic(spec.text("username", 256), spec.requiredSecret("passwordSecretRef"));
    spec.end();
    return read;
  }

  private static Auth bearer(SpecReader spec) {
    Auth read = new Auth.Token("Bearer", spec.requiredSecret("tokenSecretRef"));
    spec.end();
    return read;
  }

  private static Auth oauth2(SpecReader spec) {
    Auth read =
        new Auth.OAuth2(
            spec.requiredUrl("tokenUrl"),
            spec.text("clientId", 512),
            spec.requiredSecret("clientSecretRef"),
            spec.texts("scopes"),
            spec.map("parameters"),
            spec.choice("credentialsIn", Map.of("Header", false, "Body", true)).orElse(false));
    spec.end();
    return read;
  }

  private static Optional<Hmac> hmac(SpecReader spec) {
    return spec.object("hmac")
        .map(
            hmac -> {
              Hmac read =
                  new Hmac(
                      hmac.requiredSecret("secretRef"),
                      header(hmac, "header", "X-StackState-Signature"),
                      header(hmac, "timestampHeader", "X-StackState-Timestamp"));
              hmac.end();
              return read;
            });
  }

  private static String header(SpecReader spec, String field, String otherwise) {
    return spec.optionalText(field, 128)
        .filter(name -> headerIsGood(spec, field, name))
        .orElse(otherwise);
  }

  /** Reads {@code verifySsl} and {@code tls}. */
  public static TlsSettings tls(SpecReader spec) {
    boolean verify = spec.flag("verifySsl", true);
    Optional<SpecReader> tls = spec.object("tls");
    if (tls.isEmpty()) {
      return new TlsSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), verify, "TLSv1.2");
    }
    SpecReader inner = tls.get();
    TlsSettings read =
        new TlsSettings(
            inner.secret("caSecretRef"),
            inner.secret("certificateSecretRef"),
            inner.secret("keySecretRef"),
            verify,
            inner
                .choice("minVersion", Map.of("TLSv1.2", "TLSv1.2", "TLSv1.3", "TLSv1.3"))
                .orElse("TLSv1.2"));
    inner.end();
    if (read.certificate().isPresent() != read.key().isPresent()) {
      inner.finding(
          read.key().isPresent() ? "certificateSecretRef" : "keySecretRef",
          "nothing",
          "certificateSecretRef and keySecretRef together");
    }
    return read;
  }

  private Optional<ProxySettings> proxy(SpecReader spec) {
    boolean direct = spec.flag("noProxy", false);
    Optional<ProxySettings> own =
        spec.object("proxy")
            .map(
                proxy -> {
                  ProxySettings read =
                      new ProxySettings(
                          proxy.requiredUrl("url"),
                          proxy.optionalText("username"),
                          proxy.secret("passwordSecretRef"),
                          proxy.texts("noProxy"),
                          false);
                  proxy.end();
                  return read;
                });
    return direct ? Optional.empty() : own.or(() -> usualProxy);
  }
}
