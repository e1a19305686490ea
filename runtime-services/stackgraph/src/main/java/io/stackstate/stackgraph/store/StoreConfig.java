package io.stackstate.stackgraph.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.stackstate.stackgraph.StackGraphException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which store holds the graph and how it is opened, from {@code stackstate.stackgraph}; the keys
 * are explained in {@code reference.conf}. Deployment sheet, section 3.4.
 */
public sealed interface StoreConfig {
  String SECTION = "stackstate.stackgraph";

  /**
   * BerkeleyDB JE in a local directory.
   *
   * @param cachePercentage of the heap for the cache of the store
   * @param freeDiskBytes below this much free space the store refuses to write
   */
  record BerkeleyJe(int cachePercentage, long freeDiskBytes) implements StoreConfig {}

  /**
   * Cassandra, or what speaks its protocol.
   *
   * @param hosts names or addresses of some of its nodes
   * @param replicationFactor of a keyspace that is made; 0 stands for three or as many as there are
   *     nodes
   * @param readConsistency as CQL spells it
   * @param patience how long {@code open} waits for a store that does not answer
   * @param lease for how long an owner that is not heard of keeps others out
   */
  record Cql(
      List<String> hosts,
      int port,
      String keyspace,
      String localDatacenter,
      int replicationFactor,
      Credentials credentials,
      Tls tls,
      String readConsistency,
      String writeConsistency,
      Duration patience,
      Duration lease)
      implements StoreConfig {

    /** For messages. */
    String address() {
      return String.join(",", hosts) + ":" + port;
    }
  }

  /** No user name means that none is asked for. The password is never shown. */
  record Credentials(String username, String password) {
    boolean isPresent() {
      return !username.isEmpty();
    }

    @Override
    public String toString() {
      return "Credentials[username=" + username + "]";
    }
  }

  /** The stores of certificates; the passwords are never shown. */
  record Tls(
      boolean enabled,
      boolean hostnameValidation,
      String truststore,
      String truststorePassword,
      String keystore,
      String keystorePassword) {

    @Override
    public String toString() {
      return "Tls[enabled=" + enabled + ", truststore=" + truststore + "]";
    }
  }

  /**
   * @throws StackGraphException one line that names the key, what was found and what was expected
   */
  static StoreConfig of(Config root) {
    Config section = root.getConfig(SECTION);
    String store = section.getString("store");
    return switch (store.toLowerCase(Locale.ROOT)) {
      case "berkeleyje" ->
          new BerkeleyJe(section.getInt("cachePercentage"), section.getLong("freeDiskBytes"));
      case "cql" -> cql(section.getConfig("cql"));
      default -> throw bad("store", store, "berkeleyje or cql");
    };
  }

  private static Cql cql(Config cql) {
    List<String> hosts = hosts(cql);
    if (hosts.isEmpty()) {
      throw bad("cql.hosts", "none", "at least one host name");
    }
    String keyspace = cql.getString("keyspace");
    if (!keyspace.matches("[a-zA-Z][a-zA-Z0-9_]{0,47}")) {
      throw bad("cql.keyspace", keyspace, "a letter and up to 47 letters, digits and _");
    }
    Duration lease = cql.getDuration("lease");
    if (lease.compareTo(Duration.ofSeconds(5)) < 0) {
      throw bad("cql.lease", lease.toMillis() + " ms", "at least five seconds");
    }
    return new Cql(
        hosts,
        cql.getInt("port"),
        // Cassandra does the same to names that are not in quotes.
        keyspace.toLowerCase(Locale.ROOT),
        cql.getString("localDatacenter"),
        cql.getInt("replicationFactor"),
        new Credentials(cql.getString("username"), cql.getString("password")),
        tls(cql.getConfig("ssl")),
        consistency(cql, "readConsistency"),
        consistency(cql, "writeConsistency"),
        cql.getDuration("patience"),
        lease);
  }

  /** A list, or one string with commas, which is what fits into an environment variable. */
  private static List<String> hosts(Config cql) {
    List<String> hosts =
        cql.getValue("hosts").valueType() == ConfigValueType.STRING
            ? Arrays.asList(cql.getString("hosts").split(","))
            : cql.getStringList("hosts");
    return hosts.stream().map(String::strip).filter(host -> !host.isEmpty()).toList();
  }

  private static Tls tls(Config ssl) {
    Tls tls =
        new Tls(
            ssl.getBoolean("enabled"),
            ssl.getBoolean("hostnameValidation"),
            ssl.getString("truststore"),
            ssl.getString("truststorePassword"),
            ssl.getString("keystore"),
            ssl.getString("keystorePassword"));
    if (tls.enabled() && tls.truststore().isEmpty()) {
      throw bad("cql.ssl.truststore", "nothing", "the path of a Java key store");
    }
    return tls;
  }

  private static String consistency(Config cql, String key) {
    String level = cql.getString(key).toUpperCase(Locale.ROOT);
    List<String> levels =
        List.of("ONE", "LOCAL_ONE", "TWO", "THREE", "QUORUM", "LOCAL_QUORUM", "EACH_QUORUM", "ALL");
    if (!levels.contains(level)) {
      throw bad("cql." + key, level, "one of " + String.join(", ", levels));
    }
    return level;
  }

  private static StackGraphException bad(String key, String found, String expected) {
    return new StackGraphException(
        SECTION + "." + key + ": found " + found + ", expected " + expected);
  }
}
