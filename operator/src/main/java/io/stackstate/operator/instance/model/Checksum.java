package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod read when it started, as one short text in its template: another text, and it starts
 * again. Salted with the instance's unique id, so that it does not help to guess what is in a
 * Secret.
 */
final class Checksum {
  static final String ANNOTATION = "stackstate.io/config-checksum";
  private static final int BYTES = 16;

  private Checksum() {}

  static String of(Resolved instance, String config, Collection<Reference> references) {
    MessageDigest digest = sha256();
    add(digest, String.valueOf(instance.instance().getMetadata().getUid()));
    add(digest, config);
    references.stream()
        .distinct()
        .sorted(Comparator.comparing(Reference::kind).thenComparing(Reference::name))
        .forEach(reference -> add(digest, data(instance, reference)));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static String data(Resolved instance, Reference reference) {
    Map<String, String> data = new TreeMap<>();
    if ("Secret".equals(reference.kind())) {
      Secret secret = instance.facts().secrets().get(reference.name());
      put(data, secret == null ? null : secret.getData());
    } else {
      ConfigMap map = instance.facts().observed().configMaps().get(reference.name());
      put(data, map == null ? null : map.getData());
    }
    return reference + "=" + data;
  }

  private static void put(Map<String, String> data, Map<String, String> found) {
    if (found != null) {
      data.putAll(found);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
