package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.Archives;
import io.stackstate.stackpacks.settings.Node;
import java.util.Map;

/** A pack {@code demo} with a layer that is shared and a view of the instance. */
final class DemoPack {
  static final String LAYER = "urn:stackpack:demo:shared:layer:edge";

  final PackServer server = new PackServer();

  /** A pack {@code demo} whose script has the given methods. */
  void upload(String version, String methods, String... files) throws ArchiveException {
    String script =
        """
        import com.stackstate.stackpack.*
        class Demo extends ProvisioningScript {
          Demo(ProvisioningContext context) { super(context) }
        %s
        }
        """
            .formatted(methods);
    String conf =
        """
        name = demo
        displayName = Demo
        version = "%s"
        logoUrl = "http://x/logo.png"
        isMultiConfig = true
        steps = [
          { name = url, display = "URL", value { type = text, default = "u1" } }
          { name = secret, display = "Secret", value { type = password } }
        ]
        provision = Demo
        """
            .formatted(version);
    Map<String, byte[]> all =
        Archives.files("stackpack.conf", conf, "provisioning/Demo.groovy", script);
    all.putAll(Archives.files(files));
    server.packs.upload("demo.sts", Archives.zip(all));
  }

  static final String INSTALL =
      """
      ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
        context().stackPack().importSnapshot("shared.sty") >>
          context().instance().importSnapshot("instance.sty", [id: context().instance().id(), url: config.url])
      }
      """;

  static final String WAIT =
      """
      void waitingForData(Map<String, Object> config) {
        context().sts().onDataReceived(context().sts().createTopologyTopicName("demo", config.url)) {
          context().sts().provisioningComplete()
        }
      }
      """;

  static String[] nodes(String layerName) {
    return new String[] {
      "provisioning/shared.sty",
      "nodes:\n- {_type: Layer, identifier: '" + LAYER + "', name: \"" + layerName + "\"}\n",
      "provisioning/instance.sty",
      "nodes:\n- {_type: QueryView, identifier: 'urn:stackpack:demo:instance:{{id}}:view:v', name: \"{{url}}\", query: \"name = 'x'\"}\n"
    };
  }

  void uploadUsual(String version, String layerName) throws ArchiveException {
    upload(version, INSTALL + WAIT, nodes(layerName));
  }

  String layerName() {
    return server.settings.byIdentifier(LAYER).map(Node::name).orElse(null);
  }
}
