package io.stackstate.benchmarks.settings;

import java.util.StringJoiner;

/**
 * A document of settings nodes as a large installation has them: synchronizations with functions
 * and templates of their own, types, layers, views, checks. Ten nodes a group; they refer to each
 * other by local ids, and to a node of the group before by identifier.
 */
final class SettingsDocument {
  static final String NAMESPACE = "urn:stackpack:bench";

  private static final String GROUP =
      """
      {"_type":"DataSource","id":-%1$d01,"identifier":"urn:stackpack:bench:data-source:%1$d",
       "name":"Data %1$d","pluginId":"Sts","uiRequestTimeout":15000,
       "config":{"_type":"Sts.StsTopologyDataSourceConfig","id":-%1$d11,"integrationType":"bench",
         "topic":"sts_topo_bench_%1$d","autoExpireElements":false,"expireElementsAfter":172800000,
         "supportedDataTypes":["TOPOLOGY_ELEMENTS"],"supportedWindowingMethods":[]},
       "extTopology":{"_type":"ExtTopology","id":-%1$d12,"dataSource":-%1$d01,
         "settings":{"_type":"TopologySyncSettings","id":-%1$d13,"maxBatchSize":200,
           "maxBatchesPerSecond":5}}},
      {"_type":"Sync","id":-%1$d02,"identifier":"urn:stackpack:bench:sync:%1$d","name":"Sync %1$d",
       "extTopology":-%1$d12,"componentActions":[],"relationActions":[],
       "topologyDataQuery":{"_type":"Sts.StsTopologyElementsQuery","id":-%1$d21,
         "componentIdExtractorFunction":-%1$d03,"relationIdExtractorFunction":-%1$d03,
         "consumerOffsetStartAtEarliest":false},
       "defaultComponentAction":{"_type":"SyncActionCreateComponent","type":"d",
         "templateFunction":-%1$d04,"mergeStrategy":"MergePreferTheirs"},
       "defaultRelationAction":{"_type":"SyncActionCreateRelation","type":"",
         "templateFunction":"urn:stackpack:bench:relation-template-function:%1$d",
         "mergeStrategy":"MergePreferTheirs"}},
      {"_type":"IdExtractorFunction","id":-%1$d03,
       "identifier":"urn:stackpack:bench:id-extractor-function:%1$d","name":"Ids %1$d",
       "groovyScript":"element = struct.asReadonlyMap()\\nids = new HashSet()\\nif (element.data.identifiers instanceof List) {\\n  element.data.identifiers.each { ids.add(it) }\\n}\\nSts.createId(element.externalId, ids, 'bench-%1$d')\\n",
       "parameters":[{"_type":"Parameter","name":"struct","type":"STRUCT_TYPE","required":true,
         "multiple":false,"system":true}]},
      {"_type":"ComponentTemplateFunction","id":-%1$d04,
       "identifier":"urn:stackpack:bench:component-template-function:%1$d","name":"Component %1$d",
       "handlebarsTemplate":"{\\"_type\\":\\"Component\\",\\"name\\":\\"\\{{ element.externalId \\}}\\",\\"type\\":\\{{ resolveOrCreate \\"ComponentType\\" element.type.name \\"Bench\\" \\}}}",
       "parameters":[{"_type":"Parameter","name":"element","type":"STRUCT_TYPE","required":true,
         "multiple":false,"system":true}]},
      {"_type":"RelationTemplateFunction",
       "identifier":"urn:stackpack:bench:relation-template-function:%1$d","name":"Relation %1$d",
       "handlebarsTemplate":"{\\"_type\\":\\"Relation\\",\\"name\\":\\"\\{{ element.externalId \\}}\\"}",
       "parameters":[{"_type":"Parameter","name":"element","type":"STRUCT_TYPE","required":true,
         "multiple":false,"system":true}]},
      {"_type":"CheckFunction","identifier":"urn:stackpack:bench:check-function:%1$d",
       "name":"Check %1$d","returnTypes":["HEALTH_STATE"],
       "script":"for (event in events) {\\n  if (event.point.tags.any { it == 'bench:%1$d' }) {\\n    return CRITICAL\\n  }\\n}\\nCLEAR\\n",
       "parameters":[{"_type":"Parameter","name":"events","type":"EVENT_STREAM","required":true,
         "multiple":false,"system":false}]},
      {"_type":"ComponentType","identifier":"urn:stackpack:bench:component-type:%1$d",
       "name":"Type %1$d","description":"Components of kind %1$d"},
      {"_type":"RelationType","identifier":"urn:stackpack:bench:relation-type:%1$d",
       "name":"Relation %1$d"},
      {"_type":"Layer","identifier":"urn:stackpack:bench:layer:%1$d","name":"Layer %1$d",
       "order":%1$d},
      {"_type":"QueryView","identifier":"urn:stackpack:bench:query-view:%1$d","name":"View %1$d",
       "query":"layer = \\"Layer %1$d\\"","queryVersion":"1.0","groupingEnabled":false,
       "showIndirectRelations":false,"minimumGroupSize":2,"groupedByLayers":true,
       "groupedByDomains":true,"groupedByRelations":true,"showCause":"NONE"}
      """;

  private SettingsDocument() {}

  /** A document of that many nodes, a multiple of ten. */
  static String of(int nodes) {
    StringJoiner groups = new StringJoiner(",\n", "{\"_version\":\"1.0.39\",\"nodes\":[\n", "]}");
    for (int group = 0; group < nodes / 10; group++) {
      groups.add(GROUP.formatted(10_000 + group).stripTrailing());
    }
    return groups.toString();
  }
}
