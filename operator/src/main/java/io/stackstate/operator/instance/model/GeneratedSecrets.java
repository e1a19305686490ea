package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.ElasticsearchType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keys and passwords that are made once: what a Secret has already is kept as it is, so that
 * senders go on working whatever happens to the instance (deployment sheet, sections 5 and 12.8).
 */
final class GeneratedSecrets {
  private static final String API_KEY = "api-key";
  private static final String SERVICE_TOKEN = "service-token";
  private static final String GUEST_TOKEN = "guest-token";
  private static final String PASSWORD_KEY = "password-key";

  private final Resolved instance;
  private final Supplier<String> random;

  /**
   * @param random 32 hexadecimal characters of a secure source, each time others
   */
  GeneratedSecrets(Resolved instance, Supplier<String> random) {
    this.instance = instance;
    this.random = random;
  }

  /** The key that agents send. */
  static KeyRef apiKey(Resolved instance) {
    KeyRef given = instance.spec().secrets().receiverApiKeyRef();
    return given == null ? new KeyRef(instance.name(API_KEY), API_KEY) : given;
  }

  /** The token with all rights. */
  static KeyRef serviceToken(Resolved instance) {
    return tokenIsGiven(instance)
        ? instance.spec().auth().serviceTokens().bootstrap().tokenSecretRef()
        : new KeyRef(instance.name(SERVICE_TOKEN), "token");
  }

  /** A token that may read what guests may, for processes of the platform that ask its API. */
  static KeyRef guestToken(Resolved instance) {
    return new KeyRef(instance.name(GUEST_TOKEN), "token");
  }

  /** With which the passwords of StackPacks are kept. */
  static KeyRef passwordKey(Resolved instance) {
    return new KeyRef(instance.name(PASSWORD_KEY), "key");
  }

  static KeyRef elasticsearchPassword(Resolved instance) {
    return new KeyRef(instance.name(Component.ELASTICSEARCH), "password");
  }

  List<HasMetadata> objects() {
    List<HasMetadata> made = new ArrayList<>();
    if (instance.spec().secrets().receiverApiKeyRef() == null) {
      made.add(secret(apiKey(instance), random));
    }
    if (!tokenIsGiven(instance)) {
      made.add(secret(serviceToken(instance), random));
    }
    if (!instance.monolith()) {
      made.add(secret(guestToken(instance), random));
    }
    // 256 bits.
    made.add(secret(passwordKey(instance), () -> random.get() + random.get()));
    if (instance.has(ElasticsearchType.Embedded)) {
      made.add(secret(elasticsearchPassword(instance), random));
    }
    return made;
  }

  private static boolean tokenIsGiven(Resolved instance) {
    return instance.spec().auth() != null
        && instance.spec().auth().serviceTokens() != null
        && instance.spec().auth().serviceTokens().bootstrap() != null;
  }

  private HasMetadata secret(KeyRef ref, Supplier<String> value) {
    Secret before = instance.facts().secrets().get(ref.name());
    Map<String, String> data = new TreeMap<>();
    if (before != null && before.getData() != null) {
      data.putAll(before.getData());
    }
    data.computeIfAbsent(
        ref.key(),
        key -> Base64.getEncoder().encodeToString(value.get().getBytes(StandardCharsets.UTF_8)));
    return new SecretBuilder()
        .withMetadata(instance.dataMeta(ref.name(), instance.spec().deletionPolicy().secrets()))
        .withType("Opaque")
        .withData(data)
        .build();
  }
}
