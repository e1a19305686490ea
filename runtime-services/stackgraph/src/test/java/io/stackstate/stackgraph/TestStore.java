package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.stackgraph.cassandra.CassandraServer;
import java.nio.file.Path;
import java.util.Map;

/** The stores that tests run on; a directory has its own keyspace. */
public enum TestStore {
  BERKELEYJE {
    @Override
    Config on(Path directory, Config config) {
      return config;
    }
  },
  CASSANDRA {
    @Override
    Config on(Path directory, Config config) {
      return cql(CassandraServer.shared().port(), directory).withFallback(config);
    }
  };

  /** The configuration that opens the store of a directory. */
  abstract Config on(Path directory, Config config);

  /** What makes a graph use Cassandra. */
  public static Config cql(int port, Path directory) {
    String keyspace = "t" + Integer.toHexString(directory.toString().hashCode());
    return ConfigFactory.parseMap(
            Map.of(
                "store",
                "cql",
                "cql.hosts",
                "127.0.0.1",
                "cql.port",
                port,
                "cql.keyspace",
                keyspace,
                "cql.username",
                CassandraServer.USER,
                "cql.password",
                CassandraServer.USER))
        .atPath("stackstate.stackgraph");
  }
}
