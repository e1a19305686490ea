package com.stackstate.stackpack;

import groovy.lang.Closure;
import java.util.Map;

/** What a provisioning script may do (topology sheet, 7.6). */
public interface ProvisioningContext {
  String scriptsDirectory();

  /** Ends the provisioning: the instance gets the status ERROR with the message. */
  void fail(String message);

  StackPack stackPack();

  Instance instance();

  Sts sts();

  Env env();

  /** What the instances of the StackPack share. */
  interface StackPack {
    String name();

    String displayName();

    String version();

    /** {@code urn:stackpack:<name>:shared}. */
    String namespacePrefix();

    ProvisioningIO<?> importSnapshot(String file);

    ProvisioningIO<?> importSnapshot(String file, Map<String, Object> arguments);
  }

  /** The instance that is provisioned. */
  interface Instance {
    /** A UUID, part of the identifiers of the instance's nodes. */
    String id();

    /** {@code urn:stackpack:<name>:instance:<id>}. */
    String namespacePrefix();

    ProvisioningIO<?> importSnapshot(String file);

    ProvisioningIO<?> importSnapshot(String file, Map<String, Object> arguments);
  }

  /** The platform. */
  interface Sts {
    String createTopologyTopicName(String type, String id);

    /** Runs the closure once when data arrives on the topic; survives restarts. */
    void onDataReceived(String topic, Closure<?> closure);

    void provisioningComplete();

    IntakeApi intakeApi();

    /** Installs another StackPack. */
    ProvisioningIO<?> install(String name, Map<String, Object> parameters);

    Log log();

    default Log getLog() {
      return log();
    }

    /** The older form: imports into the namespace that the prefix names. */
    ProvisioningIO<?> importSnapshot(
        String namespacePrefix, String file, Map<String, Object> arguments);
  }

  /** Where data is sent. */
  interface IntakeApi {
    String apiKey();

    String baseUrl();
  }

  /** The log of the StackPack. */
  interface Log {
    void debug(Object message);

    void info(Object message);

    void warning(Object message);

    void warn(Object message);

    void error(Object message);

    /** {@code log().info} and {@code log.log().info} are the same. */
    default Log log() {
      return this;
    }
  }

  /** The machine; refused unless the server's configuration allows it. */
  interface Env {
    Map<String, Object> execute(String command, String directory, Map<String, String> environment);
  }
}
