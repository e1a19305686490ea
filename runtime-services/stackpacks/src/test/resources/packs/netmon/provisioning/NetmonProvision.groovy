import groovy.json.JsonSlurper
import com.stackstate.stackpack.ProvisioningScript
import com.stackstate.stackpack.ProvisioningContext
import com.stackstate.stackpack.ProvisioningIO
import com.stackstate.stackpack.Version

class NetmonProvision extends ProvisioningScript {
  NetmonProvision(ProvisioningContext context) {
    super(context)
  }

  def INTEGRATION_TYPE = "netmon"

  @Override
  ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
    def templateArguments = [
      'topicName': topicName(config),
      "instanceId": context().instance().id(),
      'integrationType': INTEGRATION_TYPE,
      'integrationUrl': config.netmon_misspelt_url,
      'instanceName': config.netmon_name
    ]
    templateArguments.putAll(config)

    return context().stackPack().importSnapshot("templates/netmon.stj", templateArguments) >>
        context().instance().importSnapshot("./templates/instance.stj", templateArguments)
  }

  @Override
  ProvisioningIO<scala.Unit> upgrade(Map<String, Object> config, Version current) {
    return install(config)
  }

  @Override
  void waitingForData(Map<String, Object> config) {
    context().sts().onDataReceived(topicName(config), {
      context().sts().provisioningComplete()
    })
  }

  private def topicName(Map<String, Object> config) {
    def type = INTEGRATION_TYPE
    def url = config.netmon_url
    return context().sts().createTopologyTopicName(type, url)
  }
}
