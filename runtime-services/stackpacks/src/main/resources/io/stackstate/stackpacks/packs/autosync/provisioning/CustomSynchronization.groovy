import com.stackstate.stackpack.ProvisioningContext
import com.stackstate.stackpack.ProvisioningIO
import com.stackstate.stackpack.ProvisioningScript
import com.stackstate.stackpack.Version

class CustomSynchronization extends ProvisioningScript {
  CustomSynchronization(ProvisioningContext context) {
    super(context)
  }

  @Override
  ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
    def type = config.sts_instance_type.trim()
    def url = config.sts_instance_url.trim()
    def arguments = [
      instanceId: context().instance().id(),
      topicName: context().sts().createTopologyTopicName(type, url),
      integrationType: type,
      integrationUrl: url
    ]
    context().stackPack().importSnapshot("templates/shared.stj") >>
      context().instance().importSnapshot("templates/instance.stj", arguments)
  }

  @Override
  ProvisioningIO<scala.Unit> upgrade(Map<String, Object> config, Version previous) {
    install(config)
  }

  @Override
  void waitingForData(Map<String, Object> config) {
    def topic = context().sts().createTopologyTopicName(config.sts_instance_type, config.sts_instance_url)
    context().sts().onDataReceived(topic) {
      context().sts().provisioningComplete()
    }
  }
}
