// Components of a layer that are not healthy, with what they depend on. The layer comes from the arguments:
//   stackstate script run samples/scripts/unhealthy.groovy -a '[layer: "Applications"]'
def unhealthy = "layer = \"${layer}\" AND healthstate IN (\"CRITICAL\", \"DEVIATING\")"

Topology.query(unhealthy).components().thenCollect { component ->
  Topology.query("withNeighborsOf(components = (id = \"${component.id}\"), levels = \"1\", direction = \"down\")")
      .components()
      .then { found ->
        [
          name: component.name,
          health: component.state.healthState,
          dependsOn: found.findAll { it.id != component.id }*.name
        ]
      }
}
