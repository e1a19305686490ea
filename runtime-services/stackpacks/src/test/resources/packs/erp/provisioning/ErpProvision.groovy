import groovy.json.JsonSlurper
import com.stackstate.stackpack.ProvisioningScript
import com.stackstate.stackpack.ProvisioningContext
import com.stackstate.stackpack.ProvisioningIO
import com.stackstate.stackpack.Version

class ErpProvision extends ProvisioningScript {
  ErpProvision(ProvisioningContext context) {
    super(context)
  }


  @Override
  ProvisioningIO<scala.Unit> install(Map<String, Object> config) {
    def templateArguments = [
      'topicName': topicName(config),
      "instanceId": context().instance().id(),
      'instanceName': config.erp_host
    ]
    templateArguments.putAll(config)

    return context().stackPack().importSnapshot("templates/erp.stj", [:]) >>
        context().instance().importSnapshot("./templates/erp instance.stj", templateArguments)
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
    def topic = config.erp_host
    return context().sts().createTopologyTopicName("erp", topic)
  }
}
